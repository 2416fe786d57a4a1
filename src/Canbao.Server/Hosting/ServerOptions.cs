using System.Net;
using Canbao.Documents;
using Canbao.Mapping;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Server.Hosting;

/// <summary>How the service is started.</summary>
public sealed record ServerOptions
{
    public static readonly IPEndPoint DefaultListen = new(IPAddress.Loopback, 5080);

    /// <summary>Where it listens, HTTP/2 without TLS. Port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = DefaultListen;

    /// <summary>The endpoint for browsers, if there is to be one.</summary>
    public WebOptions? Web { get; init; }

    /// <summary>The folder of the policy documents.</summary>
    public required string PolicyFolder { get; init; }

    /// <summary>Whether a change in the folder becomes effective by itself. Without it only ReloadPolicies reads the folder again.</summary>
    public bool WatchPolicies { get; init; } = true;

    /// <summary>Whether policies without a valid stamp are proved while they serve.</summary>
    public bool ProvePolicies { get; init; } = true;

    /// <summary>How a counter-example is written for the log: the command line has a command that asks it again.</summary>
    public Func<Policy, Counterexample, string> ShowCounterexample { get; init; } = (_, found) => $"{found.Profile} {found.Situation}";

    public ServiceLimits Limits { get; init; } = new();
}
