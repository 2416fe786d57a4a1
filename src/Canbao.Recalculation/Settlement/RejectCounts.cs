using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Problems of rejected rows by field and code. Bounded: a column that is carried along may have any name, and what comes when there are too
/// many kinds is counted without its field. A row with two problems is counted with each.
/// </summary>
public sealed class RejectCounts
{
    public const int MaxKinds = 1 << 10;

    private readonly Dictionary<(string Field, string Code), long> _counts = [];

    /// <summary>The most frequent first.</summary>
    public IEnumerable<(string Field, string Code, long Rows)> All => _counts.OrderByDescending(c => c.Value)
        .ThenBy(c => c.Key.Field, StringComparer.Ordinal).ThenBy(c => c.Key.Code, StringComparer.Ordinal).Select(c => (c.Key.Field, c.Key.Code, c.Value));

    /// <summary>One problem, its field perhaps with an index.</summary>
    public void Add(in InputProblem problem) => Add(problem.Field.Split('[')[0], problem.Code, 1);

    public void Add(RejectCounts other)
    {
        foreach (var (field, code, rows) in other.All) Add(field, code, rows);
    }

    public JsonArray ToJson() => [.. All.Select(c => new JsonObject { ["field"] = c.Field, ["code"] = c.Code, ["rows"] = c.Rows })];

    /// <summary>Throws <see cref="InvalidDataException"/> with the place and the value of what is wrong.</summary>
    public static RejectCounts FromJson(JsonNode? json)
    {
        var counts = new RejectCounts();
        foreach (var reject in JsonFieldReader.ListOf(json, "the rejects"))
        {
            if (!RejectCodes.IsOne(reject.Text("code"))) throw reject.Bad("code", "a reject code");
            counts.Add(reject.Text("field"), reject.Text("code"), reject.Count("rows"));
        }
        return counts;
    }

    private void Add(string field, string code, long rows)
    {
        var key = _counts.ContainsKey((field, code)) || _counts.Count < MaxKinds ? (field, code) : ("", code);
        _counts[key] = _counts.GetValueOrDefault(key) + rows;
    }
}
