using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using CallTelemetry = GrpcLite.Server.Calls.CallTelemetry;

namespace GrpcLite.Tests;

/// <summary>Alone: what is measured of one server is told to all listeners of the process.</summary>
[CollectionDefinition(nameof(ServerTelemetryTests), DisableParallelization = true)]
[Collection(nameof(ServerTelemetryTests))]
public sealed class ServerTelemetryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What a caller asks for, the status that he gets, and whether the conventions call it an error of the server.</summary>
    public static TheoryData<string, StatusCode, ActivityStatusCode> Calls() => new()
    {
        { "ok", StatusCode.OK, ActivityStatusCode.Unset },
        { "missing", StatusCode.NotFound, ActivityStatusCode.Unset },
        { "defect", StatusCode.Unknown, ActivityStatusCode.Error },
        { "slow", StatusCode.DeadlineExceeded, ActivityStatusCode.Error },
        { "trailers", StatusCode.Internal, ActivityStatusCode.Error },
        { "encoding", StatusCode.Unimplemented, ActivityStatusCode.Error },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_IsToldOnTheActivityOfItsRequest(string request, StatusCode code, ActivityStatusCode status)
    {
        await using var host = await GrpcHost.StartScriptAsync(Script());
        using var parent = new Activity("test").Start();
        var stopped = Channel.CreateUnbounded<Activity>();
        using var listener = ListenToRequests(parent, stopped.Writer);
        Assert.Equal(code, await AskAsync(host, request));
        var activity = await stopped.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(status, activity.Status);
        string[] expected =
        [
            "grpc.method=/test.Script/Unary", $"grpc.status_code={(int)code}", $"rpc.grpc.status_code={(int)code}",
            "rpc.method=Unary", "rpc.service=test.Script", "rpc.system=grpc",
        ];
        Assert.Equal(expected, Tags(activity.TagObjects).Where(tag => tag.Contains("rpc", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("ok", StatusCode.OK)]
    [InlineData("defect", StatusCode.Unknown)]
    [InlineData("slow", StatusCode.DeadlineExceeded)]
    [InlineData("encoding", StatusCode.Unimplemented)]
    public async Task Call_IsMeasured(string request, StatusCode code)
    {
        await using var host = await GrpcHost.StartScriptAsync(Script());
        var measured = Channel.CreateUnbounded<(double Milliseconds, IEnumerable<string> Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Name: CallTelemetry.DurationName, Meter.Name: CallTelemetry.MeterName })
                {
                    Assert.Equal("ms", instrument.Unit);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) => measured.Writer.TryWrite((value, Tags(tags.ToArray()))));
        listener.Start();
        Assert.Equal(code, await AskAsync(host, request));
        var (milliseconds, tags) = await measured.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal([$"rpc.grpc.status_code={(int)code}", "rpc.method=Unary", "rpc.service=test.Script", "rpc.system=grpc"], tags);
        Assert.InRange(milliseconds, request == "slow" ? 50 : 0.001, 10_000);
    }

    [Fact]
    public async Task CancelledStream_IsToldAsThat()
    {
        await using var host = await GrpcHost.StartScriptAsync(Script());
        using var parent = new Activity("test").Start();
        var stopped = Channel.CreateUnbounded<Activity>();
        using var listener = ListenToRequests(parent, stopped.Writer);
        using (var call = host.Invoker().AsyncServerStreamingCall(ScriptBase.ServerStreamMethod, null, default, "endless"))
        {
            Assert.True(await call.ResponseStream.MoveNext());
        }

        var activity = await stopped.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Contains("grpc.status_code=1", Tags(activity.TagObjects));
        Assert.Contains("grpc.method=/test.Script/ServerStream", Tags(activity.TagObjects));
    }

    /// <summary>ASP.NET makes an activity even if only the log wants it.</summary>
    [Fact]
    public void WithoutListener_NothingIsToldOrAllocated()
    {
        using var activity = new Activity("request").Start();
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpActivityFeature>(new RequestActivity { Activity = activity });
        Tell();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var call = 0; call < 1000; call++)
        {
            Tell();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Empty(activity.TagObjects);
        void Tell() => CallTelemetry.Start(http, ScriptBase.UnaryMethod).Stop(StatusCode.OK);
    }

    private static ScriptService Script() => new()
    {
        OnUnary = async (request, context) =>
        {
            switch (request)
            {
                case "missing":
                    throw new RpcException(new Status(StatusCode.NotFound, "no such thing"));
                case "defect":
                    throw new InvalidOperationException("a defect");
                case "slow":
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    break;
                case "trailers":
                    context.ResponseTrailers.Add("bad", "\u00e9");
                    break;
            }

            return request;
        },
        OnServerStream = async (request, responses, context) =>
        {
            while (true)
            {
                await responses.WriteAsync(request);
                await Task.Delay(10, context.CancellationToken);
            }
        },
    };

    private static async Task<StatusCode> AskAsync(GrpcHost host, string request)
    {
        // A client of ours would keep the deadline itself, and leave before the server tells that it has passed.
        using var raw = new RawCall(host);
        var header = request switch
        {
            "encoding" => ("grpc-encoding", "snappy"),
            "slow" => ("grpc-timeout", "100m"),
            _ => ("x-note", "none"),
        };
        return (await raw.SendAsync(RawCall.Frame(request), header)).Status;
    }

    /// <summary>Other tests are served meanwhile; only requests under this parent count.</summary>
    private static ActivityListener ListenToRequests(Activity parent, ChannelWriter<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                {
                    stopped.TryWrite(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static IEnumerable<string> Tags(IEnumerable<KeyValuePair<string, object?>> tags) =>
        tags.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal);

    private sealed class RequestActivity : IHttpActivityFeature
    {
        public Activity Activity { get; set; } = null!;
    }
}
