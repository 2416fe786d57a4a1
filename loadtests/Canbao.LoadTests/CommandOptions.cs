using System.CommandLine;
using Canbao.Cli.Commands;
using Canbao.Documents;
using Canbao.Generation;
using Canbao.LoadTests.Scenarios;
using Canbao.Policies;

namespace Canbao.LoadTests;

/// <summary>The options of canbao loadtest. What is wrong with a value is told with what is allowed.</summary>
internal sealed class CommandOptions
{
    private readonly Option<int?> _seconds =
        NumberOption.Optional("--seconds", "Length of a round. Default: what the scenario says.", 1, ScenarioTable.MaxSeconds);

    private readonly Option<bool> _json = new("--json") { Description = "One line of JSON per scenario and nothing else: no ramp, no report." };

    private readonly Option<string?> _latencies = new("--hdr") { Description = "Write the latencies of the rounds as a log of HdrHistogram.",
        HelpName = "FILE" };

    private readonly Option<string?> _address = new("--address") { Description = "A service that runs already. Default: one is started for each scenario.",
        HelpName = "URL" };

    private readonly Option<int?> _serverProcess = NumberOption.Optional(
        "--server-pid", "With --address: the service's process, to measure its CPU and memory.", 1, int.MaxValue, "PID");

    private readonly Option<int> _streams = NumberOption.Of("--streams", "Streams of batches, a connection each.", 1, 64, Environment.ProcessorCount),
        _inFlight = NumberOption.Of("--in-flight", "Batches on their way on a stream.", 1, 64, 4),
        _residents = NumberOption.Of("--batch-residents", "Residents in a batch.", 1, 65_536, 16_384),
        _batches = NumberOption.Of("--batches", "Different batches, made before and sent in turn.", 1, 1_024, 32);

    private readonly Option<ulong> _seed = ResidentOptions.Seed();

    private readonly Option<string> _policies = PolicyOption.Create();

    public CommandOptions()
    {
        _address.Validators.Add(result =>
        {
            var address = result.GetValueOrDefault<string?>();
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
                result.AddError($"--address: '{Shown.Text(address ?? "")}' is not allowed; expected a URL such as http://127.0.0.1:5080");
        });
    }

    public IEnumerable<Option> All => [_seconds, _json, _latencies, _address, _serverProcess, _streams, _inFlight, _residents, _batches, _seed, _policies];

    public LoadOptions Read(ParseResult result)
    {
        if (result.GetValue(_serverProcess) is not null && result.GetValue(_address) is null)
            throw new UsageException("--server-pid: allowed together with --address only; the process of a service that is started is known");
        return new LoadOptions
        {
            PolicyFolder = result.GetValue(_policies)!,
            Address = result.GetValue(_address) is { } address ? new Uri(address) : null,
            ServerProcess = result.GetValue(_serverProcess),
            Seconds = result.GetValue(_seconds),
            LatencyFile = result.GetValue(_latencies),
            IsJson = result.GetValue(_json),
            Streams = result.GetValue(_streams),
            BatchesInFlight = result.GetValue(_inFlight),
            BatchResidents = result.GetValue(_residents),
            Batches = result.GetValue(_batches),
            Seed = result.GetValue(_seed),
            CommandLine = Shown.Escaped(string.Join(' ', result.Tokens.Select(token => token.Value).Prepend("canbao loadtest"))),
        };
    }
}
