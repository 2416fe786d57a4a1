using System.CommandLine;
using System.Globalization;
using System.Net;
using Canbao.Policies;
using Canbao.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Canbao.Cli.Commands;

/// <summary>canbao serve</summary>
internal static class ServeCommand
{
    private const string UnsafeFlag = "--unsafe-anyone-on-the-network-may-ask";

    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Address and port; port 0 takes a free one.", HelpName = "ADDRESS:PORT",
            DefaultValueFactory = _ => ServerOptions.DefaultListen.ToString() };
        var anyone = new Option<bool>(UnsafeFlag) { Description = "Allow an address that is not loopback: there is no encryption and no authentication." };
        var attached = new Option<bool>("--until-input-ends") { Description = "End when standard input ends: for programs that start the service." };
        var unwatched = new Option<bool>("--no-watch") { Description = "Do not take up changes of the policy folder; only ReloadPolicies reads it again." };
        var unproved = new Option<bool>("--no-proof") { Description = "Do not prove policies that have no stamp; they are served with a warning." };
        var policies = PolicyOption.Create();
        var command = new Command("serve", Examples.Describe("serve", "Run the gRPC service (HTTP/2 without TLS).")) { listen, policies, unwatched, unproved,
            anyone, attached };
        command.SetAction((result, stop) => RunAsync(result.GetValue(listen)!, new ServerOptions
        {
            PolicyFolder = result.GetValue(policies)!,
            WatchPolicies = !result.GetValue(unwatched),
            ProvePolicies = !result.GetValue(unproved),
            ShowCounterexample = (policy, found) => QuoteCommandLine.Of(policy, found.Profile, found.Situation),
        }, result.GetValue(anyone), result.GetValue(attached), stop));
        return command;
    }

    private static async Task<int> RunAsync(string listen, ServerOptions options, bool anyone, bool attached, CancellationToken stop)
    {
        if (!IPEndPoint.TryParse(listen, out var address) || !NamesAPort(listen))
            return Fail.Usage($"--listen: '{Shown.Text(listen)}' is not allowed; expected an IP address and a port such as {ServerOptions.DefaultListen}");
        if (!IPAddress.IsLoopback(address.Address) && !anyone)
            return Fail.Usage($"--listen: {address.Address} can be reached from other machines, and there is no encryption and no authentication; "
                + $"add {UnsafeFlag} if that is what you want");
        await using var app = CanbaoServer.Build(options with { Listen = address });
        await app.StartAsync(stop);
        var book = app.Services.GetRequiredService<PolicyBookHolder>().Current;
        var count = book.Policies.Count.ToString(CultureInfo.InvariantCulture);
        Console.WriteLine($"canbao: serving {count} {(count == "1" ? "policy" : "policies")} on {app.Urls.First()} (book {book.Digest[..12]})");
        if (attached) _ = StopWhenInputEndsAsync(app);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    /// <summary>An address alone parses too, and would get a port that nobody knows.</summary>
    private static bool NamesAPort(string listen) => listen.LastIndexOf(':') is var colon and > 0 && (listen.IndexOf(':') == colon || listen[colon - 1] == ']');

    /// <summary>Whoever started the service holds the other end; when it dies, however it dies, the service ends too.</summary>
    private static async Task StopWhenInputEndsAsync(WebApplication app)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        app.Lifetime.StopApplication();
    }
}
