using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GrpcLite.Server.Calls;

/// <summary>What is told of a call on the activity of its request, and its duration. Without a listener nothing is told or measured.</summary>
internal readonly struct CallTelemetry
{
    internal const string MeterName = "Grpc.AspNetCore.Server";
    internal const string DurationName = "rpc.server.duration";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>(DurationName, CallTags.DurationUnit, "The duration of incoming calls.");

    private readonly IMethod? method;
    private readonly Activity? activity;
    private readonly long startedAt;

    private CallTelemetry(IMethod method, Activity? activity)
    {
        this.method = method;
        this.activity = activity;
        startedAt = Stopwatch.GetTimestamp();
        if (activity is not null)
        {
            CallTags.Begin(activity, method);
        }
    }

    internal static CallTelemetry Start(HttpContext http, IMethod method)
    {
        var activity = ActivityOf(http);
        return activity is not null || Duration.Enabled ? new CallTelemetry(method, activity) : default;
    }

    internal void Stop(StatusCode code)
    {
        if (method is null)
        {
            return;
        }

        CallTags.Record(Duration, startedAt, method, code);
        if (activity is not null)
        {
            CallTags.End(activity, code);
            activity.SetStatus(IsOurFault(code) ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    /// <summary>ASP.NET makes an activity for the log too: one that nobody has sampled has nobody to read its tags.</summary>
    private static Activity? ActivityOf(HttpContext http) =>
        Activity.Current is not null
        && http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity
        && activity.Source.HasListeners()
            ? activity
            : null;

    /// <summary>The conventions call the others answers: on the server's side a caller's mistake is no error.</summary>
    private static bool IsOurFault(StatusCode code) => code is StatusCode.Unknown or StatusCode.DeadlineExceeded
        or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}
