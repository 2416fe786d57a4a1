using Canbao.Policies.Model;
using Canbao.Recalculation.Answers.Remote;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;
using Canbao.Recalculation.Messages;
using Canbao.Recalculation.Parts;
using Canbao.Recalculation.Tables;

namespace Canbao.Recalculation;

/// <summary>What is asked of a recalculation.</summary>
internal sealed record RecalculationOptions
{
    public required string Input { get; init; }

    public required string Output { get; init; }

    /// <summary>The beginning of the names of all that is kept beside the output.</summary>
    public required string Name { get; init; }

    /// <summary>The input as people may see it, without a password.</summary>
    public string ShownInput => PostgresAddress.IsOne(Input) ? PostgresAddress.Parse(Input).Shown : Input;

    /// <summary>The output as people may see it, without a password.</summary>
    public string ShownOutput => PostgresAddress.IsOne(Output) ? PostgresAddress.Parse(Output).Shown : Output;

    /// <summary>Whether it reads or writes a database.</summary>
    public bool UsesTables => PostgresAddress.IsOne(Input) || PostgresAddress.IsOne(Output);

    /// <summary>Whether the output is a file of replies; shards of one have a longer name.</summary>
    public bool AnswersWithMessages => !PostgresAddress.IsOne(Output) && MessageFile.IsNamed(WholeOutput);

    /// <summary>Whether the answers go to whoever reads them, and cannot be read back.</summary>
    public bool AnswersStream => !PostgresAddress.IsOne(Output) && StreamOutput.IsOne(WholeOutput);

    public required string Rejects { get; init; }

    /// <summary>The list of residents whose answer is not determined.</summary>
    public required string Undetermined { get; init; }

    /// <summary>The folder of the settlement sheets.</summary>
    public required string Sheets { get; init; }

    /// <summary>The report as a page; null for none.</summary>
    public string? Report { get; init; }

    public TextEncoding Encoding { get; init; }

    /// <summary>What stands between the fields; null for a comma, or what the input says.</summary>
    public Delimiter? Delimiter { get; init; }

    public ColumnMapping Mapping { get; init; } = ColumnMapping.None;

    /// <summary>Columns of the answers; all for none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The revision with which the answers are compared: then the output has only those that are different. Null for none.</summary>
    public Policy? Baseline { get; init; }

    public long PartRows { get; init; } = 1_000_000;

    /// <summary>The share of the input that is calculated; null for all of it.</summary>
    public Shard? Shard { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A thread that waits for the service leaves its core to another one.</summary>
    public int WorkingThreads => Service is null ? Threads : 2 * Threads;

    /// <summary>The service that answers; null for this process.</summary>
    public RemoteOptions? Service { get; init; }

    /// <summary>Whether ids that stand in the input twice are looked for.</summary>
    public bool FindDuplicates { get; init; }

    /// <summary>What the process may have in memory; null if nobody said it.</summary>
    public int? Megabytes { get; init; }

    /// <summary>Whether unfinished or finished work of an earlier run is thrown away.</summary>
    public bool Restart { get; init; }

    private string WholeOutput => Shard is { } shard ? Output[..^shard.Suffix.Length] : Output;

    /// <summary>What a shard does, with names of its own for what it writes.</summary>
    public RecalculationOptions For(Shard shard) => this with
    {
        Shard = shard,
        Output = PostgresAddress.IsOne(Output) ? Output : Output + shard.Suffix,
        Name = Name + shard.Suffix,
        Rejects = Rejects + shard.Suffix,
        Undetermined = Undetermined + shard.Suffix,
    };
}
