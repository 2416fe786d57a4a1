using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>How the server ended a call.</summary>
internal static class Ending
{
    /// <summary>
    /// The status, where a reset of the stream or the end of the connection comes right after it: the client may look at those
    /// first, and tells of them instead.
    /// </summary>
    internal static void AssertStatus(StatusCode expected, RpcException thrown)
    {
        if (thrown.Status.DebugException is HttpProtocolException) return;
        Assert.Equal(expected, thrown.StatusCode);
    }
}
