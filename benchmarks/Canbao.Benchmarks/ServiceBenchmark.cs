using System.Net;
using BenchmarkDotNet.Attributes;
using Canbao.Api;
using Canbao.Documents;
using Canbao.Server.Hosting;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Canbao.Benchmarks;

/// <summary>The whole way over a loopback connection, client and server in one process: an upper bound of what each costs.</summary>
public class ServiceBenchmark : IDisposable
{
    private const int Calls = 1_024, InFlight = 64;

    private readonly Workload _workload = new();
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;
    private readonly QuoteService.QuoteServiceClient _client;
    private readonly QuoteRequest[] _requests;
    private readonly QuoteBatchColumns _rows;

    public ServiceBenchmark()
    {
        _app = CanbaoServer.Build(new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0),
            PolicyFolder = Path.Combine(AppContext.BaseDirectory, "policies") });
        _app.Start();
        _channel = GrpcChannel.ForAddress(_app.Urls.First());
        _client = new QuoteService.QuoteServiceClient(_channel);
        _requests = [.. _workload.Residents.Select(resident => resident.ToRequest())];
        _rows = QuoteBatchCodec.FromMessage(QuoteBatchCodec.ToMessage(_workload.Columns));
        _rows.Region = _workload.Policy.Region;
        _rows.AsRows = true;
    }

    /// <summary>One call after the other; sum of the fees, fen.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<long> Unary()
    {
        var fees = 0L;
        for (var i = 0; i < Calls; i++) fees += (await _client.QuoteAsync(_requests[i])).FeeFen;
        return fees;
    }

    /// <summary>64 calls at a time; sum of the fees, fen.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<long> UnaryConcurrent()
    {
        var fees = 0L;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async lane =>
        {
            for (var i = lane; i < Calls; i += InFlight) Interlocked.Add(ref fees, (await _client.QuoteAsync(_requests[i])).FeeFen);
        }));
        return fees;
    }

    /// <summary>One batch of columns on a stream of its own; sum of the fees, fen.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public Task<long> Columns() => Stream(_workload.Columns);

    /// <summary>One batch of rows on a stream of its own; sum of the fees, fen.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public Task<long> Rows() => Stream(_rows);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _channel.Dispose();
        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _workload.Dispose();
    }

    private async Task<long> Stream(QuoteBatchColumns batch)
    {
        using var call = _channel.CreateCallInvoker().AsyncDuplexStreamingCall(QuoteBinding.StreamQuotes, null, new CallOptions());
        await call.RequestStream.WriteAsync(batch);
        await call.RequestStream.CompleteAsync();
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var reply = call.ResponseStream.Current;
        var fees = 0L;
        var distinct = Enumerable.Range(0, reply.Distinct.Count).Select(i => reply.Answer(i).Quote.FeeFen).ToArray();
        foreach (var index in reply.QuoteIndex.Span) fees += distinct[index];
        return fees;
    }
}
