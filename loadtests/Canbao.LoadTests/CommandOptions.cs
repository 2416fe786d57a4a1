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
    private readonly Option<int?> _seconds = new("--seconds") { Description = "Length of a round. Default: what the scenario says.", HelpName = "N" };

    private readonly Option<bool> _json = new("--json") { Description = "One line of JSON per scenario and nothing else: no ramp, no report." };

    private readonly Option<string?> _latencies = new("--hdr") { Description = "Write the latencies of the rounds as a log of HdrHistogram.",
        HelpName = "FILE" };

    private readonly Option<string?> _address = new("--address") { Description = "A service that runs already. Default: one is started for each scenario.",
        HelpName = "URL" };

    private readonly Option<int?> _serverProcess = new("--server-pid") { Description = "With --address: the service's process, to measure its CPU and memory.",
        HelpName = "PID" };

    private readonly Option<int> _streams = Number("--streams", "Streams of batches, a connection each.", Environment.ProcessorCount, 64),
        _inFlight = Number("--in-flight", "Batches on their way on a stream.", 4, 64),
        _residents = Number("--batch-residents", "Residents in a batch.", 16_384, 65_536),
        _batches = Number("--batches", "Different batches, made before and sent in turn.", 32, 1_024);

    private readonly Option<ulong> _seed = ResidentOptions.Seed();

    private readonly Option<string> _policies = PolicyOption.Create();

    public CommandOptions()
    {
        Limit(_seconds, 1, ScenarioTable.MaxSeconds);
        Limit(_serverProcess, 1, int.MaxValue);
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

    private static Option<int> Number(string name, string what, int usual, int most)
    {
        var option = new Option<int>(name) { Description = what, HelpName = "N", DefaultValueFactory = _ => usual };
        Limit(option, 1, most);
        return option;
    }

    private static void Limit(Option option, int least, int most) => option.Validators.Add(result =>
    {
        // What is no number at all is the parser's complaint.
        if (int.TryParse(result.Tokens.FirstOrDefault()?.Value, out var value) && (value < least || value > most))
            result.AddError($"{option.Name}: {value} is not allowed; expected {least} to {most}");
    });
}
