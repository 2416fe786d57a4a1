using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace GrpcLite.Client;

/// <summary>
/// The activity and the duration of one attempt, named by OpenTelemetry's conventions for RPC; the tags that begin with
/// <c>grpc</c> are those of the official client. Without a listener nothing is made or measured.
/// </summary>
internal readonly struct CallTelemetry
{
    internal const string Name = "Grpc.Net.Client";
    internal const string ActivityName = "Grpc.Net.Client.GrpcOut";
    internal const string DurationName = "rpc.client.duration";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(DurationName, "ms", "The duration of outgoing calls.");

    private readonly IMethod? method;
    private readonly Activity? activity;
    private readonly long startedAt;

    private CallTelemetry(IMethod method)
    {
        this.method = method;
        startedAt = Stopwatch.GetTimestamp();
        activity = Source.StartActivity(ActivityName, ActivityKind.Client);
        activity?.SetTag("rpc.system", "grpc");
        activity?.SetTag("rpc.service", method.ServiceName);
        activity?.SetTag("rpc.method", method.Name);
        activity?.SetTag("grpc.method", method.FullName);
    }

    /// <summary>Makes the activity the current one, so it must be called in an asynchronous method, which undoes that.</summary>
    internal static CallTelemetry Start(IMethod method) =>
        Source.HasListeners() || Duration.Enabled ? new CallTelemetry(method) : default;

    internal void Stop(in Status status)
    {
        if (method is null)
        {
            return;
        }

        var code = (int)status.StatusCode;
        Duration.Record(
            Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
            new("rpc.system", "grpc"),
            new("rpc.service", method.ServiceName),
            new("rpc.method", method.Name),
            new("rpc.grpc.status_code", code));
        activity?.SetTag("rpc.grpc.status_code", code);
        activity?.SetTag("grpc.status_code", status.StatusCode.ToString("D"));
        activity?.SetStatus(code == 0 ? ActivityStatusCode.Unset : ActivityStatusCode.Error, status.Detail);
        activity?.Stop();
    }
}
