using System.Net.Sockets;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>Which failures of a stream say something about the connection or the moment, and which about what was sent.</summary>
internal static class Failure
{
    /// <summary>
    /// Whether the unanswered batches may be sent again. A status that the transport made of an exception of its own is about the
    /// connection, whatever its code; so is CANCELLED, which nobody but the client itself would mean otherwise. RESOURCE_EXHAUSTED is a
    /// service with too many streams: a message that is too large was refused before it was sent.
    /// </summary>
    public static bool MayPass(Exception e) => e is RpcException failure
        && (failure.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Aborted or StatusCode.DeadlineExceeded
            or StatusCode.ResourceExhausted || IsOfTheConnection(failure.Status.DebugException));

    public static RpcException Unavailable(string detail) => new(new Status(StatusCode.Unavailable, detail));

    /// <summary>In words, for a message that names several.</summary>
    public static string Describe(Exception e) => e is RpcException failure ? $"{failure.StatusCode}: {failure.Status.Detail}" : e.Message;

    private static bool IsOfTheConnection(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is HttpRequestException or IOException or SocketException) return true;
        return false;
    }
}
