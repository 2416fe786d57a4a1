using System.Text.Json.Nodes;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Totals;

namespace Canbao.Recalculation;

/// <summary>
/// What some residents of an input, who follow each other, add up to. The totals of parts added in their order are those of the whole, so a
/// checkpoint or a shard can carry them.
/// </summary>
internal sealed class PartTotals
{
    public SettlementSheet Sheet { get; private init; } = new();

    /// <summary>Against a baseline; nothing in a run without one.</summary>
    public DifferenceTotals Differences { get; private init; } = new();

    /// <summary>Why answers are not determined.</summary>
    public ReasonCounts Reasons { get; private init; } = new();

    /// <summary>Why rows were rejected.</summary>
    public RejectCounts Problems { get; private init; } = new();

    public AnswerChecksum Checksum { get; private set; }

    public long Answered => Checksum.Count;

    /// <summary>Residents who have a row in the output: of those who were compared only the ones whose answer is another one.</summary>
    public long Written => Differences.Residents > 0 ? Differences.Changed : Answered;

    public long Rejected { get; private set; }

    /// <summary>Rows in which nothing stands: nobody's.</summary>
    public long Blank { get; private set; }

    public long Rows => Answered + Rejected + Blank;

    /// <summary>Rows with a resident.</summary>
    public long Residents => Answered + Rejected;

    /// <summary>Residents with an answer.</summary>
    public void Add(V1.Quote quote, string tier, long residents)
    {
        Sheet.Add(quote, tier, residents);
        Reasons.Add(quote, residents);
    }

    /// <summary>Rows that follow those before.</summary>
    public void Add(Block block)
    {
        Checksum = Checksum.With(block.Checksum);
        Rejected += block.Rejected;
        Blank += block.Blank;
        foreach (var problem in block.Rejects) Problems.Add(problem.Problem);
    }

    /// <summary>What follows.</summary>
    public void Add(PartTotals next)
    {
        Sheet.Add(next.Sheet);
        Differences.Add(next.Differences);
        Checksum = Checksum.With(next.Checksum);
        Rejected += next.Rejected;
        Blank += next.Blank;
        Reasons.Add(next.Reasons);
        Problems.Add(next.Problems);
    }

    /// <summary>In one form: equal totals give the same text.</summary>
    public JsonObject ToJson() => new()
    {
        ["rejected"] = Rejected,
        ["blank"] = Blank,
        ["answered"] = Checksum.Count,
        ["sum"] = Checksum.Sum.ToString("x32", null),
        ["of_sums"] = Checksum.OfSums.ToString("x32", null),
        ["problems"] = Problems.ToJson(),
        ["reasons"] = Reasons.ToJson(),
        ["settlement"] = Sheet.ToJson(),
        ["differences"] = Differences.ToJson(),
    };

    /// <summary>Throws <see cref="InvalidDataException"/> for what is not totals.</summary>
    public static PartTotals FromJson(JsonNode? json)
    {
        try
        {
            return new()
            {
                Rejected = (long)json!["rejected"]!,
                Blank = (long)json["blank"]!,
                Checksum = new((long)json["answered"]!, Hexadecimal(json["sum"]), Hexadecimal(json["of_sums"])),
                Differences = DifferenceTotals.FromJson(json["differences"]),
                Sheet = SettlementSheet.FromJson(json["settlement"]),
                Reasons = ReasonCounts.FromJson(json["reasons"]),
                Problems = RejectCounts.FromJson(json["problems"]),
            };
        }
        catch (Exception e) when (e is NullReferenceException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"the totals cannot be read: {e.Message}", e);
        }
    }

    private static UInt128 Hexadecimal(JsonNode? node) =>
        UInt128.Parse((string)node!, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
}
