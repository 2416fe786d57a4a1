using System.Text.Json.Nodes;
using Canbao.Documents.Answers;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Differences;

/// <summary>Totals of a difference run as JSON: residents are counts, amounts whole fen. What nobody has is left out.</summary>
internal static class DifferenceJson
{
    public static JsonObject Of(DifferenceTotals totals) => new()
    {
        ["unchanged"] = totals.Unchanged,
        ["changed"] = totals.Changed,
        ["not_compared"] = totals.NotCompared,
        ["changes"] = new JsonArray([.. totals.Kinds.Select(k => new JsonObject { ["kind"] = SnakeCase.Of(k.Key), ["residents"] = k.Value })]),
        ["states"] = new JsonArray([.. States(totals)]),
        ["payers"] = new JsonArray([.. totals.Payers.Select(p => Of(p.Key.Payer, p.Value))]),
        ["funding_total"] = Of(totals.FundingTotal),
        ["without_subsidy"] = Of(totals.WithoutSubsidy),
        ["only_before_fee"] = Of(totals.OnlyBefore),
        ["only_now_fee"] = Of(totals.OnlyNow),
    };

    public static DifferenceTotals Read(JsonNode? json)
    {
        var fields = new JsonFieldReader(json, "the differences");
        var totals = new DifferenceTotals
        {
            Unchanged = fields.Count("unchanged"), Changed = fields.Count("changed"), NotCompared = fields.Count("not_compared"),
        };
        foreach (var line in fields.List("changes")) totals.AddKind(line.Code<ChangeKind>("kind"), line.Count("residents"));
        foreach (var pair in fields.List("states")) totals.AddStates(pair.Code<AmountState>("before"), pair.Code<AmountState>("now"), pair.Count("residents"));
        foreach (var line in fields.List("payers")) Read(line, totals.Payer(line.Text("payer")));
        Read(fields.Object("funding_total"), totals.FundingTotal);
        Read(fields.Object("without_subsidy"), totals.WithoutSubsidy);
        Read(fields.Object("only_before_fee"), totals.OnlyBefore);
        Read(fields.Object("only_now_fee"), totals.OnlyNow);
        return totals;
    }

    /// <summary>How many residents have an amount before and now, or why not; pairs that nobody has are left out.</summary>
    private static IEnumerable<JsonNode> States(DifferenceTotals totals) =>
        from before in DifferenceTotals.States
        from now in DifferenceTotals.States
        where totals.Count(before, now) > 0
        select new JsonObject { ["before"] = SnakeCase.Of(before), ["now"] = SnakeCase.Of(now), ["residents"] = totals.Count(before, now) };

    private static JsonNode Of(string payer, PayerTotals totals)
    {
        var line = Of(totals.Money);
        line.Insert(0, "payer", payer);
        line["refund"] = Of(totals.Refund);
        line["top_up"] = Of(totals.TopUp);
        return line;
    }

    private static JsonObject Of(Money money) => new()
    {
        ["before_fen"] = money.BeforeFen, ["now_fen"] = money.AfterFen, ["difference_fen"] = money.DifferenceFen,
    };

    private static JsonObject Of(Tally tally) => new() { ["residents"] = tally.Residents, ["fen"] = tally.Fen };

    private static void Read(JsonFieldReader line, PayerTotals totals)
    {
        Read(line, totals.Money);
        Read(line.Object("refund"), totals.Refund);
        Read(line.Object("top_up"), totals.TopUp);
    }

    private static void Read(JsonFieldReader fields, Money money) => money.Add(fields.Fen("before_fen"), fields.Fen("now_fen"));

    private static void Read(JsonFieldReader fields, Tally tally) => tally.AddSum(fields.Count("residents"), fields.Fen("fen"));
}
