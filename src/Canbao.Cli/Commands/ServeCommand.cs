using System.CommandLine;
using System.Globalization;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Canbao.Cli.Commands;

/// <summary>canbao serve</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var listen = new Option<string>("--listen") { Description = "Address and port; port 0 takes a free one.", HelpName = "ADDRESS:PORT",
            DefaultValueFactory = _ => ServerOptions.DefaultListen.ToString() };
        var anyone = new Option<bool>(ListenAddress.UnsafeFlag) { Description = "Allow an address that is not loopback: there is no encryption and no "
            + "authentication." };
        var attached = new Option<bool>("--until-input-ends") { Description = "End when standard input ends: for programs that start the service." };
        var unwatched = new Option<bool>("--no-watch") { Description = "Do not take up changes of the policy folder; only ReloadPolicies reads it again." };
        var unproved = new Option<bool>("--no-proof") { Description = "Do not prove policies that have no stamp; they are served with a warning." };
        var (policies, web) = (PolicyOption.Create(), new WebOption());
        var command = new Command("serve", Examples.Describe("serve", "Run the gRPC service (HTTP/2 without TLS).")) { listen, policies, unwatched, unproved,
            web.Listen, web.Origins, web.Hosts, anyone, attached };
        command.SetAction((result, stop) =>
        {
            var problem = ListenAddress.Read(listen.Name, result.GetValue(listen)!, result.GetValue(anyone), out var address);
            var browsers = problem is null ? web.Read(result, result.GetValue(anyone), out problem) : null;
            return problem is not null ? Task.FromResult(Fail.Usage(problem)) : RunAsync(new ServerOptions
            {
                Listen = address,
                Web = browsers,
                PolicyFolder = result.GetValue(policies)!,
                WatchPolicies = !result.GetValue(unwatched),
                ProvePolicies = !result.GetValue(unproved),
                ShowCounterexample = (policy, found) => QuoteCommandLine.Of(policy, found.Profile, found.Situation),
            }, result.GetValue(attached), stop);
        });
        return command;
    }

    private static async Task<int> RunAsync(ServerOptions options, bool attached, CancellationToken stop)
    {
        await using var app = CanbaoServer.Build(options);
        await app.StartAsync(stop);
        var book = app.Services.GetRequiredService<PolicyBookHolder>().Current;
        var count = book.Policies.Count.ToString(CultureInfo.InvariantCulture);
        // In the order in which they were opened.
        var addresses = string.Join(" and for browsers on ", app.Urls);
        Console.WriteLine($"canbao: serving {count} {(count == "1" ? "policy" : "policies")} on {addresses} (book {book.Digest[..12]})");
        if (attached) _ = StopWhenInputEndsAsync(app);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    /// <summary>Whoever started the service holds the other end; when it dies, however it dies, the service ends too.</summary>
    private static async Task StopWhenInputEndsAsync(WebApplication app)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
        app.Lifetime.StopApplication();
    }
}
