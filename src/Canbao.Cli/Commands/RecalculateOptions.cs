using System.CommandLine;
using Canbao.Recalculation;
using Canbao.Recalculation.Answers.Remote;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables;

namespace Canbao.Cli.Commands;

/// <summary>The options of canbao recalculate.</summary>
internal sealed class RecalculateOptions
{
    private const long DefaultPartRows = 1_000_000;

    private readonly Option<string>
        _input = Text("--in", "FILE|postgres://...", "CSV file of residents, one a row, with a header; also gzip; UTF-8, GB18030, UTF-16. Or batches as "
            + "messages (.pb, .binpb), or a table or query of PostgreSQL.", required: true),
        _output = Text("--out", "FILE|postgres://...", "CSV file for the quotes; appears when it is whole. Or replies as messages (.pb, .binpb), or a table "
            + "of PostgreSQL. - or a named pipe gets them as a CSV file.", required: true),
        _rejects = Text("--rejects", "FILE", "CSV file for rows that cannot be answered. Default: beside the quotes."),
        _report = Text("--report", "FILE.html", "A page for people with charts, in one file."),
        _columns = Text("--columns", "A,B,...", "Columns of the quotes, behind the id. Default: all."),
        _passThrough = Text("--pass-through", "A,B,...|all",
            "Columns of the input that go to the output as they are, by their headers; 'all' for all that are not understood."),
        _idColumn = Text("--id-column", "HEADER", "Look for ids that stand in the input twice; the header of their column."),
        _shard = Text("--shard", "i/n", "Only the i-th of n shares of the input; canbao merge puts them together.");

    private readonly Option<long> _partRows =
        NumberOption.Of("--part-rows", "After so many rows what was written is made safe.", 1, 1_000_000_000L, DefaultPartRows);

    private readonly InputOptions _reading = new();

    private readonly Option<int?> _memory = NumberOption.Optional(
        "--memory", "Most memory, in megabytes. Default: 300; 500 with --baseline.", MemoryLimit.LeastMegabytes, 1_000_000, "MB");

    private readonly (Option<RemoteOptions?> Addresses, Option<int> Patience) _server = ServerOption.Create();

    private readonly Option<bool> _restart = new("--restart") { Description = "Throw away what an earlier run has left, and begin again." };

    public RecalculateOptions()
    {
        _shard.Validators.Add(result =>
        {
            if (Shard.Parse(result.GetValueOrDefault<string>()!) is null) result.AddError($"--shard: expected {Shard.Allowed}");
        });
    }

    /// <summary>Read with the policies at hand.</summary>
    public Option<string> Baseline { get; } = Text("--baseline", "POLICY", "Write only the residents whose answer is another one than under this policy, "
        + "with both answers and what is to be refunded or topped up. " + PolicyName.Allowed);

    public Option<string> Policies { get; } = PolicyOption.Create();

    public Option<bool> Json { get; } = new("--json") { Description = "Print how it ended as JSON." };

    public IEnumerable<Option> All =>
    [
        _input, _output, _reading.Mapping, _reading.Encoding, _reading.Delimiters, _columns, _passThrough, Baseline, _rejects, _report, _idColumn,
        _shard, _server.Addresses, _server.Patience, _partRows, _reading.Threads, _memory, _restart, Json, Policies,
    ];

    /// <summary>Throws <see cref="InvalidDataException"/> for a mapping that cannot be used.</summary>
    public RecalculationOptions Read(ParseResult result)
    {
        var output = result.GetValue(_output)!;
        var name = NameOf(output, result.GetValue(_rejects));
        var idColumn = result.GetValue(_idColumn);
        var mapping = _reading.MappingOf(result);
        if (idColumn is not null) mapping = mapping.WithIds(idColumn);
        if (List(result, _passThrough) is { Length: > 0 } passed) mapping = mapping.Passing(passed);
        var options = new RecalculationOptions
        {
            Input = result.GetValue(_input)!,
            Output = output,
            Name = name,
            Rejects = result.GetValue(_rejects) ?? name + ".rejects.csv",
            Undetermined = name + ".undetermined.csv",
            Sheets = name + ".sheets",
            Report = result.GetValue(_report),
            Mapping = mapping,
            Encoding = _reading.EncodingOf(result),
            Delimiter = _reading.FormOf(result).Delimiter,
            Columns = List(result, _columns),
            Service = ServerOption.Read(result, _server.Addresses, _server.Patience),
            FindDuplicates = idColumn is not null,
            PartRows = result.GetValue(_partRows),
            Threads = _reading.ThreadsOf(result),
            Megabytes = result.GetValue(_memory),
            Restart = result.GetValue(_restart),
        };
        return result.GetValue(_shard) is { } shard ? options.For(Shard.Parse(shard)!) : options;
    }

    /// <summary>The file of the mapping; null for none.</summary>
    public string? MappingFile(ParseResult result) => _reading.MappingFile(result);

    /// <summary>The beginning of the names of what stands beside the answers; those to standard output have none of their own.</summary>
    private static string NameOf(string output, string? rejects)
    {
        if (PostgresAddress.IsOne(output)) return PostgresAddress.Parse(output).Table;
        if (output != StreamOutput.StandardOutput) return output;
        return rejects?.Replace(".rejects.csv", "", StringComparison.Ordinal) ?? "";
    }

    private static Option<string> Text(string name, string? help, string description, bool required = false) =>
        new(name) { Description = description, HelpName = help, Required = required };

    private static string[] List(ParseResult result, Option<string> option) =>
        result.GetValue(option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
