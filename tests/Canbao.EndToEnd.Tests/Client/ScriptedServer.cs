using System.Collections.Concurrent;
using System.Net;
using Canbao.Api;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>A service in this process whose streams do what a test says, with the standard health service beside it.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HealthServiceImpl _health = new();

    private ScriptedServer(Func<ScriptedStream, Task> script, bool withHealth, int? otherPaths)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(_health);
        builder.Services.AddSingleton(new ScriptedService(this, script));
        _application = builder.Build();
        if (otherPaths is { } status) _application.Use((context, next) => OnlyQuotesAsync(context, next, status));
        _application.MapGrpcService<ScriptedService>();
        if (withHealth) _application.MapGrpcService<HealthServiceImpl>();
    }

    internal Uri Address => new(_application.Urls.First());

    /// <summary>Ids of the batches in the order in which they came, over all streams.</summary>
    internal ConcurrentQueue<ulong> Came { get; } = [];

    private int _streams, _open;

    internal int Streams => Volatile.Read(ref _streams);

    internal int OpenStreams => Volatile.Read(ref _open);

    internal ServingStatus Health
    {
        set => _health.SetStatus("", value);
    }

    /// <summary>Starts with a script for each stream; it may ask which one it is. Other paths than that of the quotes may have an HTTP status.</summary>
    internal static async Task<ScriptedServer> StartAsync(
        Func<ScriptedStream, Task> script, ServingStatus health = ServingStatus.Serving, bool withHealth = true, int? otherPaths = null)
    {
        var server = new ScriptedServer(script, withHealth, otherPaths) { Health = health };
        await server._application.StartAsync();
        return server;
    }

    /// <summary>Answers everything.</summary>
    internal static Task<ScriptedServer> StartAsync() => StartAsync(stream => stream.AnswerAllAsync());

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Health = ServingStatus.NotServing;
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    private static Task OnlyQuotesAsync(HttpContext context, RequestDelegate next, int status)
    {
        if (context.Request.Path.StartsWithSegments("/canbao.v1.QuoteService", StringComparison.Ordinal)) return next(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private sealed class ScriptedService(ScriptedServer server, Func<ScriptedStream, Task> script) : QuoteServiceBase
    {
        public override async Task StreamQuotes(
            IAsyncStreamReader<QuoteBatchColumns> requestStream, IServerStreamWriter<QuoteBatchReplyColumns> responseStream, ServerCallContext context)
        {
            Interlocked.Increment(ref server._open);
            try
            {
                await script(new ScriptedStream(server, Interlocked.Increment(ref server._streams), requestStream, responseStream, context));
            }
            finally
            {
                Interlocked.Decrement(ref server._open);
            }
        }

        public override Task<Quote> Quote(QuoteRequest request, ServerCallContext context) => throw Unexpected();

        public override Task<Calendar> GetCalendar(QuoteRequest request, ServerCallContext context) => throw Unexpected();

        public override Task<Explanation> Explain(QuoteRequest request, ServerCallContext context) => throw Unexpected();

        private static RpcException Unexpected() => new(new Status(StatusCode.Unimplemented, "no test asks for it"));
    }
}

/// <summary>One stream of a scripted service; its number counts from 1.</summary>
internal sealed class ScriptedStream(
    ScriptedServer server, int number, IAsyncStreamReader<QuoteBatchColumns> requests, IServerStreamWriter<QuoteBatchReplyColumns> replies,
    ServerCallContext context)
{
    internal const string BookDigest = "b00c";

    internal static readonly PolicyRef Policy = new() { Region = "110000", BenefitYear = 2025, Revision = 1, Digest = "d1" };

    internal int Number => number;

    internal CancellationToken Ended => context.CancellationToken;

    /// <summary>The next batch; null at the end.</summary>
    internal async Task<QuoteBatchColumns?> NextAsync()
    {
        if (!await requests.MoveNext(context.CancellationToken)) return null;
        server.Came.Enqueue(requests.Current.BatchId);
        return requests.Current;
    }

    internal Task SendAsync(QuoteBatchReplyColumns reply) => replies.WriteAsync(reply);

    internal async Task AnswerAllAsync()
    {
        while (await NextAsync() is { } batch) await SendAsync(Reply(batch));
    }

    /// <summary>Answers so many batches; false if there were fewer.</summary>
    internal async Task<bool> AnswerAsync(int batches)
    {
        for (; batches > 0; batches--)
        {
            if (await NextAsync() is not { } batch) return false;
            await SendAsync(Reply(batch));
        }
        return true;
    }

    /// <summary>The fee of each resident is the payment date, so that a test sees whose answer it has.</summary>
    internal static QuoteBatchReplyColumns Reply(QuoteBatchColumns batch)
    {
        var reply = new QuoteBatchReplyColumns { BatchId = batch.BatchId, BookDigest = BookDigest, Policies = { Policy } };
        foreach (var date in batch.PaymentDates.Values)
        {
            var answer = new QuoteReply { Quote = new Quote { FeeFen = date, PolicyIndex = 0 } };
            reply.Distinct.Add(answer.ToByteArray());
        }
        reply.QuoteIndex = batch.PaymentDateIndex.Count > 0 ? batch.PaymentDateIndex.Values.ToArray() : new uint[batch.ProfileIndex.Count];
        return reply;
    }
}
