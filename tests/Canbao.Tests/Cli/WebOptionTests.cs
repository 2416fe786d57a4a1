using System.CommandLine;
using Canbao.Cli.Commands;
using Canbao.Server.Hosting;

namespace Canbao.Tests.Cli;

/// <summary>What may be said of the endpoint for browsers.</summary>
public class WebOptionTests
{
    [Theory]
    [InlineData("https://quotes.example", "https://quotes.example")]
    [InlineData("http://localhost:8000", "http://localhost:8000")]
    [InlineData("http://[::1]:8000", "http://[::1]:8000")]
    [InlineData("HTTPS://Quotes.Example", "https://quotes.example")]
    [InlineData("https://quotes.example:443", "https://quotes.example")]
    public void Accepts_Origin_AsABrowserSendsIt(string origin, string sent)
    {
        var (options, problem) = Read($"--web 127.0.0.1:0 --cors {origin}");
        Assert.Null(problem);
        Assert.Equal(sent, options!.Origins.Single());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("null")]
    [InlineData("quotes.example")]
    [InlineData("https://*.example")]
    [InlineData("https://quotes.example/")]
    [InlineData("https://quotes.example/path")]
    [InlineData("https://quotes.example?query")]
    [InlineData("https://quotes.example#part")]
    [InlineData("https://user@quotes.example")]
    [InlineData("https://a.example,https://b.example")]
    [InlineData("file:///home")]
    [InlineData("ftp://quotes.example")]
    [InlineData("https://")]
    public void Rejects_Origin_NamingIt(string origin)
    {
        var (options, problem) = Read($"--web 127.0.0.1:0 --cors https://good.example --cors {origin}");
        Assert.Null(options);
        Assert.Contains($"--cors: '{origin}'", problem, StringComparison.Ordinal);
        Assert.Contains("https://quotes.example", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canbao.example", true)]
    [InlineData("localhost", true)]
    [InlineData("canbao.example:80", false)]
    [InlineData("*.example", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("http://canbao.example", false)]
    [InlineData("参保.example", false)]
    public void Host_IsANameWithoutPort(string host, bool allowed)
    {
        var (options, problem) = Read($"--web 127.0.0.1:0 --web-host {host}");
        Assert.Equal(allowed ? null : $"--web-host: '{host}'", problem?[..$"--web-host: '{host}'".Length]);
        Assert.Equal(allowed, options?.Hosts.Single() == host);
    }

    [Theory]
    [InlineData("--web 0.0.0.0:0", "no encryption")]
    [InlineData("--web 127.0.0.1", "'127.0.0.1'")]
    [InlineData("--cors https://quotes.example", "add --web")]
    [InlineData("--web-host canbao.example", "add --web")]
    public void Rejects_AnEndpoint_ThatOthersReachOrThatIsNone(string arguments, string part) =>
        Assert.Contains(part, Read(arguments).Problem, StringComparison.Ordinal);

    [Fact]
    public void Nothing_IsNoEndpoint() => Assert.Equal((null, null), Read(""));

    private static (WebOptions? Options, string? Problem) Read(string arguments)
    {
        var web = new WebOption();
        var command = new Command("serve") { web.Listen, web.Origins, web.Hosts };
        return (web.Read(command.Parse(arguments), anyone: false, out var problem), problem);
    }
}
