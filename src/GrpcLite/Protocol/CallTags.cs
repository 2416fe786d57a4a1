using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;

namespace GrpcLite.Protocol;

/// <summary>
/// What is told of a call, named by OpenTelemetry's conventions for RPC. The tags that begin with <c>grpc</c> are those of the
/// official packages, which OpenTelemetry's instrumentations look for.
/// </summary>
internal static class CallTags
{
    internal const string DurationUnit = "ms";

    internal static void Begin(Activity activity, IMethod method)
    {
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", method.ServiceName);
        activity.SetTag("rpc.method", method.Name);
        activity.SetTag("grpc.method", method.FullName);
    }

    internal static void End(Activity activity, StatusCode code)
    {
        activity.SetTag("rpc.grpc.status_code", (int)code);
        activity.SetTag("grpc.status_code", code.ToString("D"));
    }

    internal static void Record(Histogram<double> duration, long startedAt, IMethod method, StatusCode code) => duration.Record(
        Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
        new("rpc.system", "grpc"),
        new("rpc.service", method.ServiceName),
        new("rpc.method", method.Name),
        new("rpc.grpc.status_code", (int)code));
}
