using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Grpc.Net.Client;
using GrpcLite.Client;

namespace GrpcLite.Tests;

/// <summary>The tests of one class run one after the other, so that listeners of one do not change another.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData("", "0", ActivityStatusCode.Unset)]
    [InlineData("fail", "5", ActivityStatusCode.Error)]
    public async Task Call_HasAnActivity(string request, string code, ActivityStatusCode status)
    {
        await using var host = await StartAsync();
        var stopped = new TaskCompletionSource<Activity>();
        using var parent = new Activity("test").Start();
        using var listener = Listen(parent, activity => stopped.TrySetResult(activity));

        await Record.ExceptionAsync(async () => await host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, request));
        Assert.Same(parent, Activity.Current);

        var activity = await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal("Grpc.Net.Client.GrpcOut", activity.OperationName);
        Assert.Equal(ActivityKind.Client, activity.Kind);
        Assert.Equal(parent.SpanId, activity.ParentSpanId);
        Assert.Equal(status, activity.Status);
        Assert.Equal(
            [
                "grpc.method=/test.Script/Unary", $"grpc.status_code={code}", $"rpc.grpc.status_code={code}",
                "rpc.method=Unary", "rpc.service=test.Script", "rpc.system=grpc",
            ],
            activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Activity_OfAStream_LastsUntilItsEnd()
    {
        await using var host = await StartAsync();
        var stopped = new TaskCompletionSource();
        using var parent = new Activity("test").Start();
        using var listener = Listen(parent, _ => stopped.TrySetResult());
        using var call = host.Invoker().AsyncDuplexStreamingCall(ScriptBase.DuplexMethod, null, default);
        await call.ResponseHeadersAsync;
        Assert.False(stopped.Task.IsCompleted);
        call.Dispose();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Call_IsMeasured()
    {
        await using var host = await StartAsync();
        var method = ScriptBase.Declare(MethodType.Unary, "Measured");
        var measured = new TaskCompletionSource<(double, string[])>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CallTelemetry.Name)
                {
                    Assert.Equal("rpc.client.duration", instrument.Name);
                    Assert.Equal("ms", instrument.Unit);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            var named = tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").ToArray();
            if (named.Contains("rpc.method=Measured"))
            {
                measured.TrySetResult((value, named));
            }
        });
        listener.Start();
        await Record.ExceptionAsync(async () => await host.Invoker().AsyncUnaryCall(method, null, default, ""));
        var (milliseconds, named) = await measured.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.InRange(milliseconds, 0.01, 10_000);
        Assert.Equal(["rpc.system=grpc", "rpc.service=test.Script", "rpc.method=Measured", "rpc.grpc.status_code=12"], named);
    }

    [Fact]
    public async Task WithoutListener_ThereIsNoActivity()
    {
        await using var host = await StartAsync();
        var seen = new ConcurrentBag<Activity?>();
        using var parent = new Activity("test").Start();
        using var handler = new InterceptingHandler(() =>
        {
            seen.Add(Activity.Current);
            return null;
        });
        using var channel = GrpcChannel.ForAddress(host.Address, new GrpcChannelOptions { HttpHandler = handler });
        await channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, "");
        Assert.Same(parent, Assert.Single(seen));
    }

    private static Task<GrpcHost> StartAsync() => GrpcHost.StartScriptAsync(new ScriptService
    {
        OnUnary = (request, _) => request == "fail" ? throw new RpcException(new Status(StatusCode.NotFound, "")) : Task.FromResult(""),
        OnDuplex = async (requests, _, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            await requests.MoveNext();
        },
    });

    /// <summary>Other tests make calls meanwhile; only those under this parent count.</summary>
    private static ActivityListener Listen(Activity parent, Action<Activity> stopped)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CallTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                {
                    stopped(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
