using System.Text.Json.Nodes;
using Canbao.Cli.Settlement;
using Canbao.Cli.Totals;

namespace Canbao.Cli.Recalculation;

/// <summary>
/// What some residents of an input, who follow each other, add up to. The totals of parts added in their order are those of the whole, so a
/// checkpoint or a shard can carry them.
/// </summary>
internal sealed class PartTotals
{
    public SettlementSheet Sheet { get; private init; } = new();

    /// <summary>Problems of rejected rows by field; rows without readable fields under an empty name.</summary>
    public SortedDictionary<string, long> ProblemsByField { get; private init; } = new(StringComparer.Ordinal);

    public AnswerChecksum Checksum { get; private set; }

    public long Answered => Checksum.Count;

    public long Rejected { get; private set; }

    public long Rows => Answered + Rejected;

    /// <summary>Residents with an answer.</summary>
    public void Add(V1.Quote quote, string tier, long residents) => Sheet.Add(quote, tier, residents);

    /// <summary>Answers and rejected rows that follow those before.</summary>
    public void Add(in AnswerChecksum answers, long rejected, IEnumerable<RejectedRow> problems)
    {
        Checksum = Checksum.With(answers);
        Rejected += rejected;
        foreach (var problem in problems) ProblemsByField[problem.Column] = ProblemsByField.GetValueOrDefault(problem.Column) + 1;
    }

    /// <summary>What follows.</summary>
    public void Add(PartTotals next)
    {
        Sheet.Add(next.Sheet);
        Checksum = Checksum.With(next.Checksum);
        Rejected += next.Rejected;
        foreach (var (field, problems) in next.ProblemsByField) ProblemsByField[field] = ProblemsByField.GetValueOrDefault(field) + problems;
    }

    /// <summary>In one form: equal totals give the same text.</summary>
    public JsonObject ToJson() => new()
    {
        ["rejected"] = Rejected,
        ["answered"] = Checksum.Count,
        ["sum"] = Checksum.Sum.ToString("x32", null),
        ["of_sums"] = Checksum.OfSums.ToString("x32", null),
        ["problems_by_field"] = new JsonObject(ProblemsByField.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value)))),
        ["settlement"] = Sheet.ToJson(),
    };

    /// <summary>Throws <see cref="InvalidDataException"/> for what is not totals.</summary>
    public static PartTotals FromJson(JsonNode? json)
    {
        try
        {
            return new()
            {
                Rejected = (long)json!["rejected"]!,
                Checksum = new((long)json["answered"]!, Hexadecimal(json["sum"]), Hexadecimal(json["of_sums"])),
                Sheet = SettlementSheet.FromJson(json["settlement"]),
                ProblemsByField = new(json["problems_by_field"]!.AsObject().ToDictionary(p => p.Key, p => (long)p.Value!), StringComparer.Ordinal),
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
