using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>The activity and the duration of one attempt. Without a listener nothing is made or measured.</summary>
internal readonly struct CallTelemetry
{
    internal const string Name = "Grpc.Net.Client";
    internal const string ActivityName = "Grpc.Net.Client.GrpcOut";
    internal const string DurationName = "rpc.client.duration";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>(DurationName, CallTags.DurationUnit, "The duration of outgoing calls.");

    private readonly IMethod? method;
    private readonly Activity? activity;
    private readonly long startedAt;

    private CallTelemetry(IMethod method)
    {
        this.method = method;
        startedAt = Stopwatch.GetTimestamp();
        activity = Source.StartActivity(ActivityName, ActivityKind.Client);
        if (activity is not null)
        {
            CallTags.Begin(activity, method);
        }
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

        CallTags.Record(Duration, startedAt, method, status.StatusCode);
        if (activity is not null)
        {
            CallTags.End(activity, status.StatusCode);
            activity.SetStatus(status.StatusCode == StatusCode.OK ? ActivityStatusCode.Unset : ActivityStatusCode.Error, status.Detail);
            activity.Stop();
        }
    }
}
