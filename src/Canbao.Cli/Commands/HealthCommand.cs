using System.CommandLine;
using Canbao.Api.Client;
using Canbao.Policies;
using Canbao.Proofs;
using Canbao.Server.Hosting;
using Canbao.V1;
using Grpc.Core;
using Grpc.Health.V1;

namespace Canbao.Cli.Commands;

/// <summary>canbao health</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Address of the service.", HelpName = "URL",
            DefaultValueFactory = _ => $"http://{ServerOptions.DefaultListen}" };
        const string what = "Ask a running service whether it takes requests; exit code 0 if it does.";
        var command = new Command("health", Examples.Describe("health", what)) { address };
        command.SetAction((result, stop) => RunAsync(result.GetValue(address)!, stop));
        return command;
    }

    private static async Task<int> RunAsync(string address, CancellationToken stop)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
            return Fail.Usage($"--address: '{Shown.Text(address)}' is not allowed; expected a URL such as http://{ServerOptions.DefaultListen}");
        using var channel = new ServiceChannel(uri);
        try
        {
            return await TellAsync(channel, stop);
        }
        catch (RpcException e) when (!stop.IsCancellationRequested)
        {
            return Fail.Because($"{uri}: {channel.Describe(e)}");
        }
    }

    private static async Task<int> TellAsync(ServiceChannel channel, CancellationToken stop)
    {
        var health = new Health.HealthClient(channel.Invoker);
        var response = await health.CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow + Patience, cancellationToken: stop);
        var status = SnakeCase.Of(response.Status).ToUpperInvariant();
        var serves = response.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        Console.Out.WriteLine(serves ? $"{status}; {await PoliciesAsync(channel, stop)}" : status);
        return serves ? 0 : 1;
    }

    /// <summary>What it serves, and what is wrong with the folder since. A service that does not tell serves all the same.</summary>
    private static async Task<string> PoliciesAsync(ServiceChannel channel, CancellationToken stop)
    {
        try
        {
            var policies = new PolicyService.PolicyServiceClient(channel.Invoker);
            var list = await policies.ListPoliciesAsync(new ListPoliciesRequest(), deadline: DateTime.UtcNow + Patience, cancellationToken: stop);
            var serving = $"policies: {list.Policies.Count}, book {list.BookDigest.AsSpan(0, Math.Min(12, list.BookDigest.Length))}";
            var refuted = list.Policies.Where(p => p.Proof == V1.ProofState.Refuted)
                .Select(p => $"{p.Policy.Region}/{p.Policy.BenefitYear}@{p.Policy.Revision}");
            if (refuted.Any()) serving += $"; refuted by their proof: {string.Join(", ", refuted)}";
            return list.ReloadProblems.Count == 0 ? serving : $"{serving}; last reload refused: {Refused(list.ReloadProblems)}";
        }
        catch (RpcException e) when (!stop.IsCancellationRequested)
        {
            return $"policies: not told ({e.StatusCode}: {Shown.Text(e.Status.Detail)})";
        }
    }

    /// <summary>The first problem: one line is what a monitor shows. The log has all of them.</summary>
    private static string Refused(IReadOnlyList<string> problems) =>
        Shown.Escaped(problems[0]).ReplaceLineEndings(" ") + (problems.Count == 1 ? "" : $" (and {problems.Count - 1} more)");
}
