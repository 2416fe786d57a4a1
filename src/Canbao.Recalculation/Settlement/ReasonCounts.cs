using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Residents by region and reason. Who has two reasons is counted with each. Counts of parts add up to the counts of all.</summary>
public sealed class ReasonCounts
{
    private readonly SortedDictionary<(string Region, Reason Reason), ResidentCount> _counts = new(new InOrder());
    private readonly ResidentCount _undetermined = new();

    /// <summary>Residents without a determined answer, each counted once.</summary>
    public long Undetermined => _undetermined.Residents;

    /// <summary>In the order of region and reason.</summary>
    public IEnumerable<(string Region, Reason Reason, long Residents)> All =>
        _counts.Where(c => c.Value.Residents > 0).Select(c => (c.Key.Region, c.Key.Reason, c.Value.Residents));

    public void Add(V1.Quote quote, long residents) => Posting(quote).Add(residents);

    /// <summary>Where residents with this quote are counted, for who counts many.</summary>
    public ReasonPosting Posting(V1.Quote quote)
    {
        var region = quote.Policy?.Region ?? throw new ArgumentException("the quote does not name its policy", nameof(quote));
        ResidentCount[] counts = [.. Reason.Of(quote).Distinct().Select(reason => Count(region, reason))];
        return new(Reason.IsUndetermined(quote) ? [_undetermined, .. counts] : counts);
    }

    public void Add(ReasonCounts other)
    {
        _undetermined.Residents += other.Undetermined;
        foreach (var (region, reason, residents) in other.All) Count(region, reason).Residents += residents;
    }

    public JsonObject ToJson() => new()
    {
        ["undetermined"] = Undetermined,
        ["reasons"] = new JsonArray([.. All.Select(c => new JsonObject
        {
            ["region"] = c.Region,
            ["kind"] = SnakeCase.Of(c.Reason.Kind),
            ["code"] = c.Reason.Code,
            ["residents"] = c.Residents,
        })]),
    };

    /// <summary>Throws <see cref="InvalidDataException"/> with the place and the value of what is wrong.</summary>
    public static ReasonCounts FromJson(JsonNode? json)
    {
        var (fields, counts) = (new JsonFieldReader(json, "the reasons"), new ReasonCounts());
        counts._undetermined.Residents = fields.Count("undetermined");
        foreach (var reason in fields.List("reasons"))
            counts.Count(reason.Text("region"), new(reason.Code<ReasonKind>("kind"), reason.Text("code"))).Residents += reason.Count("residents");
        return counts;
    }

    private ResidentCount Count(string region, Reason reason)
    {
        if (!_counts.TryGetValue((region, reason), out var count)) _counts.Add((region, reason), count = new ResidentCount());
        return count;
    }

    private sealed class InOrder : IComparer<(string Region, Reason Reason)>
    {
        public int Compare((string Region, Reason Reason) x, (string Region, Reason Reason) y) =>
            string.CompareOrdinal(x.Region, y.Region) is not 0 and var region ? region : x.Reason.CompareTo(y.Reason);
    }
}
