using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Problems of rejected rows by field and reason, without the values. Bounded: what comes when there are too many kinds is counted as other.
/// A row with two problems is counted with each.
/// </summary>
public sealed partial class RejectCounts
{
    public const int MaxKinds = 1 << 10;

    /// <summary>Stands for the reasons that are not told apart.</summary>
    public const string Other = "other reasons";

    private readonly Dictionary<(string Field, string Reason), long> _counts = [];

    /// <summary>The most frequent first.</summary>
    public IEnumerable<(string Field, string Reason, long Rows)> All => _counts.OrderByDescending(c => c.Value)
        .ThenBy(c => c.Key.Field, StringComparer.Ordinal).ThenBy(c => c.Key.Reason, StringComparer.Ordinal).Select(c => (c.Key.Field, c.Key.Reason, c.Value));

    /// <summary>One problem, as a reject file names it: the field perhaps with an index, the reason perhaps with the value.</summary>
    public void Add(string field, string reason) => Add(field.Split('[')[0], WithoutValues(reason), 1);

    public void Add(RejectCounts other)
    {
        foreach (var (field, reason, rows) in other.All) Add(field, reason, rows);
    }

    public JsonArray ToJson() => [.. All.Select(c => new JsonObject { ["field"] = c.Field, ["reason"] = c.Reason, ["rows"] = c.Rows })];

    /// <summary>Throws <see cref="InvalidDataException"/> with the place and the value of what is wrong.</summary>
    public static RejectCounts FromJson(JsonNode? json)
    {
        var counts = new RejectCounts();
        foreach (var reject in JsonFieldReader.ListOf(json, "the rejects")) counts.Add(reject.Text("field"), reject.Text("reason"), reject.Count("rows"));
        return counts;
    }

    private void Add(string field, string reason, long rows)
    {
        var key = _counts.ContainsKey((field, reason)) || _counts.Count < MaxKinds ? (field, reason) : ("", Other);
        _counts[key] = _counts.GetValueOrDefault(key) + rows;
    }

    /// <summary>What is allowed stands behind the semicolon and stays.</summary>
    private static string WithoutValues(string reason)
    {
        var unquoted = Quoted().Replace(reason, "…");
        var end = unquoted.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? LongNumber().Replace(unquoted, "…") : LongNumber().Replace(unquoted[..end], "…") + unquoted[end..];
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    /// <summary>Such as a region's.</summary>
    [GeneratedRegex("[0-9]{5,}")]
    private static partial Regex LongNumber();
}
