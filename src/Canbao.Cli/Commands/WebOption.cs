using System.CommandLine;
using System.Text;
using Canbao.Policies;
using Canbao.Server.Hosting;

namespace Canbao.Cli.Commands;

/// <summary>The options of the endpoint for browsers.</summary>
internal sealed class WebOption
{
    public Option<string?> Listen { get; } = new("--web") { Description = "A second address and port: gRPC-Web over HTTP/1.1, for browsers.",
        HelpName = "ADDRESS:PORT" };

    public Option<string[]> Origins { get; } = new("--cors") { Description = "An origin whose pages may call it (repeatable); none by default.",
        HelpName = "SCHEME://HOST[:PORT]" };

    public Option<string[]> Hosts { get; } = new("--web-host") { Description = "A name, beside localhost and addresses, under which browsers "
        + "know it (repeatable).", HelpName = "NAME" };

    /// <summary>What was asked for; null if there is no such endpoint. Or else what is wrong with it.</summary>
    public WebOptions? Read(ParseResult result, bool anyone, out string? problem)
    {
        var (listen, origins, hosts) = (result.GetValue(Listen), result.GetValue(Origins)!, result.GetValue(Hosts)!);
        problem = origins.Length + hosts.Length > 0 && listen is null ? "--cors and --web-host are about the endpoint that --web opens; add --web"
            : origins.Select(OriginProblem).Concat(hosts.Select(HostProblem)).FirstOrDefault(found => found is not null);
        if (listen is null || problem is not null) return null;
        problem = ListenAddress.Read(Listen.Name, listen, anyone, out var address);
        return problem is not null ? null : new WebOptions { Listen = address, Origins = [.. origins.Select(Normalized)], Hosts = [.. hosts] };
    }

    /// <summary>Browsers send an origin in exactly one form; one that is written otherwise would silently match nothing.</summary>
    private static string? OriginProblem(string origin) => IsOrigin(origin)
        ? null
        : $"--cors: '{Shown.Text(origin)}' is not allowed; expected one origin, http or https, without a path and without *, "
            + "such as https://quotes.example or http://localhost:8000";

    /// <summary>The port may be written also where it goes without saying.</summary>
    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.UserInfo.Length == 0 && !text.Contains('*')
        && new[] { Normalized(text), $"{Normalized(text)}:{uri.Port}" }.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static string Normalized(string origin) => new Uri(origin).GetLeftPart(UriPartial.Authority);

    private static string? HostProblem(string host) => Uri.CheckHostName(host) == UriHostNameType.Dns && Ascii.IsValid(host)
        ? null
        : $"--web-host: '{Shown.Text(host)}' is not allowed; expected a host name in ASCII, without a port, such as canbao.example";
}
