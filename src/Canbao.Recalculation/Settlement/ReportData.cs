using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>All that the report of a calculation shows.</summary>
public sealed record ReportData
{
    /// <summary>What was read, as people know it.</summary>
    public required string Input { get; init; }

    /// <summary>What was written.</summary>
    public required string Output { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Of the engine.</summary>
    public required string Version { get; init; }

    /// <summary>The policies that answered, and the names of codes.</summary>
    public required PolicyBook Book { get; init; }

    /// <summary>Rows of the input.</summary>
    public required long Rows { get; init; }

    /// <summary>Of these, in how many nothing stands.</summary>
    public required long Blank { get; init; }

    public required long Answered { get; init; }

    public required long Rejected { get; init; }

    /// <summary>Of the answers, in the order of the input.</summary>
    public required string Checksum { get; init; }

    public required SettlementSheet Sheet { get; init; }

    public required ReasonCounts Reasons { get; init; }

    public required RejectCounts Rejects { get; init; }

    /// <summary>Null if nobody looked for them.</summary>
    public ReportDuplicates? Duplicates { get; init; }

    /// <summary>Further lines about the calculation, such as its duration: name and value.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];
}

/// <summary>What a search for duplicates found, with the first of them.</summary>
/// <param name="Ids">How many ids stand there more than once.</param>
/// <param name="Rows">How many rows repeat an id.</param>
/// <param name="Empty">How many rows have no id.</param>
/// <param name="First">The first of the list.</param>
/// <param name="Sources">How many spills were searched together.</param>
public sealed record ReportDuplicates(long Ids, long Rows, long Empty, IReadOnlyList<DuplicateId> First, int Sources)
{
    public const int Shown = 50;

    public static ReportDuplicates Of(DuplicateSearch found) => new(found.Ids, found.Rows, found.Empty, [.. found.List().Take(Shown)], found.Sources);
}
