using System.Net;
using Canbao.Policies;
using Canbao.Server.Hosting;

namespace Canbao.Cli.Commands;

/// <summary>An address to listen on: loopback, unless it is said that anyone may ask.</summary>
internal static class ListenAddress
{
    public const string UnsafeFlag = "--unsafe-anyone-on-the-network-may-ask";

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Read(string option, string text, bool anyone, out IPEndPoint address)
    {
        if (!IPEndPoint.TryParse(text, out address!) || !NamesAPort(text))
            return $"{option}: '{Shown.Text(text)}' is not allowed; expected an IP address and a port such as {ServerOptions.DefaultListen}";
        return IPAddress.IsLoopback(address.Address) || anyone ? null
            : $"{option}: {address.Address} can be reached from other machines, and there is no encryption and no authentication; "
                + $"add {UnsafeFlag} if that is what you want";
    }

    /// <summary>An address alone parses too, and would get a port that nobody knows.</summary>
    private static bool NamesAPort(string listen) => listen.LastIndexOf(':') is var colon and > 0 && (listen.IndexOf(':') == colon || listen[colon - 1] == ']');
}
