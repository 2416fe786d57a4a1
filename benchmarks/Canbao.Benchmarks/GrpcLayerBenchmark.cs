using BenchmarkDotNet.Attributes;
using Canbao.Benchmarks.Transport;
using Canbao.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Canbao.Benchmarks;

/// <summary>The gRPC layer alone: its endpoints, with requests and responses in memory.</summary>
public class GrpcLayerBenchmark
{
    public const int Messages = 10_000;

    private readonly RequestDelegate _unary, _stream, _quote;
    private readonly MemoryCall _call = new(Floor.Frame(Traffic.UnaryRequest), int.MaxValue), _messages;

    public GrpcLayerBenchmark()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<EchoService>();
        var app = builder.Build();
        app.MapGrpcService<EchoService>();
        (_unary, _stream) = (EndpointOf(app, EchoBase.UnaryMethod.FullName), EndpointOf(app, EchoBase.StreamMethod.FullName));
        var service = CanbaoServer.Build(new ServerOptions { PolicyFolder = Path.Combine(AppContext.BaseDirectory, "policies") });
        _quote = EndpointOf(service, "/canbao.v1.QuoteService/Quote");
        var frame = Floor.Frame(Traffic.UnaryRequest);
        _messages = new MemoryCall(Enumerable.Repeat(frame, Messages).SelectMany(bytes => bytes).ToArray(), 10 * frame.Length);
        foreach (var (name, value) in Traffic.OfSizes(frame.Length, Traffic.UnaryReply.Length).Headers.Select(entry => (entry.Key, entry.Value)))
            _messages.Http.Request.Headers[name] = value;
    }

    /// <summary>One call; bytes of the response.</summary>
    [Benchmark]
    public long Unary() => Run(_call, _unary);

    /// <summary>One call of the service, whose profile and day have been seen; bytes of the response.</summary>
    [Benchmark]
    public long Quote() => Run(_call, _quote);

    /// <summary>A stream of 10,000 messages each way, which come ten at a time; bytes of the response.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public long Stream() => Run(_messages, _stream);

    private static RequestDelegate EndpointOf(WebApplication app, string path) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Single(endpoint => endpoint.RoutePattern.RawText == path).RequestDelegate!;

    private static long Run(MemoryCall call, RequestDelegate endpoint)
    {
        call.Reset();
        var task = endpoint(call.Http);
        if (!task.IsCompletedSuccessfully) task.GetAwaiter().GetResult();
        return call.Written;
    }
}
