using System.Net;
using Canbao.Policies;

namespace Canbao.Server.Hosting;

/// <summary>The endpoint for browsers: gRPC-Web over HTTP/1.1.</summary>
public sealed record WebOptions
{
    /// <summary>Where it listens. Port 0 takes a free one.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>The origins whose pages may call, as a browser names them. None: CORS is off.</summary>
    public ValueList<string> Origins { get; init; } = [];

    /// <summary>The names, beside localhost and addresses, by which callers may know this endpoint.</summary>
    public ValueList<string> Hosts { get; init; } = [];
}
