using System.Net;

namespace Canbao.Server.Hosting;

/// <summary>Who calls, as a call's peer names them: <c>ipv4:127.0.0.1:50000</c>, <c>ipv6:[::1]:50000</c>, also percent-encoded.</summary>
public static class PeerAddress
{
    /// <summary>Whether the caller is on this machine. One whose address cannot be told is not.</summary>
    public static bool IsLoopback(string peer)
    {
        var address = peer.StartsWith("ipv4:", StringComparison.Ordinal) || peer.StartsWith("ipv6:", StringComparison.Ordinal) ? peer[5..] : "";
        if (!IPEndPoint.TryParse(Uri.UnescapeDataString(address), out var caller)) return false;
        return IPAddress.IsLoopback(caller.Address.IsIPv4MappedToIPv6 ? caller.Address.MapToIPv4() : caller.Address);
    }
}
