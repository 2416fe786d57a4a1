using System.CommandLine;
using Canbao.Policies;
using Canbao.Server.Hosting;
using Grpc.Health.V1;
using Grpc.Net.Client;

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
        using var channel = GrpcChannel.ForAddress(uri);
        var health = new Health.HealthClient(channel);
        var response = await health.CheckAsync(new HealthCheckRequest(), deadline: DateTime.UtcNow + Patience, cancellationToken: stop);
        Console.Out.WriteLine(response.Status);
        return response.Status == HealthCheckResponse.Types.ServingStatus.Serving ? 0 : 1;
    }
}
