using System.Net.Sockets;
using Grpc.Core;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>The status of an exception of the transport.</summary>
internal static class FailureMapping
{
    internal const string WhileStarting = "The call could not be started.";
    internal const string WhileReading = "The next message could not be read.";

    internal static Status ToStatus(Exception exception, string summary)
    {
        if (exception is RpcException rpc)
        {
            return rpc.Status;
        }

        return new Status(CodeOf(exception), $"{summary} {string.Join(' ', Causes(exception).Select(Describe))}", exception);
    }

    private static StatusCode CodeOf(Exception exception)
    {
        // A client that is given to the channel may have a timeout of its own.
        if (exception is OperationCanceledException)
        {
            return StatusCode.Cancelled;
        }

        if (Causes(exception).OfType<HttpProtocolException>().FirstOrDefault() is { } reset)
        {
            // A connection that closes in good order ends its streams with error code 0.
            return reset.ErrorCode == 0 ? StatusCode.Unavailable : StatusMapping.FromHttp2Error(reset.ErrorCode);
        }

        return Causes(exception).Any(cause => cause is SocketException or IOException) ? StatusCode.Unavailable : StatusCode.Internal;
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
