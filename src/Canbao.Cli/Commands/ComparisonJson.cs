using System.Text.Json.Nodes;
using Canbao.Documents.Comparison;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Differences;

namespace Canbao.Cli.Commands;

/// <summary>
/// A comparison with its money as one JSON document: "comparison" is the contract's message, "money" is described in
/// docs/OPERATIONS.md. Amounts are numbers of fen; what has no amount is a count and never 0.
/// </summary>
internal static class ComparisonJson
{
    public static JsonObject Of(PolicyComparison comparison, ComparisonRun run) => new()
    {
        ["comparison"] = JsonOutput.ToNode(ComparisonMapper.ToMessage(comparison)),
        ["money"] = Of(run.Money, run.Rejected, run.Blank),
    };

    private static JsonObject Of(MoneyComparison money, long rejected, long blank) => new()
    {
        ["residents"] = money.Residents,
        ["rejected"] = rejected,
        ["blank_rows"] = blank,
        ["compared"] = money.Compared,
        ["worse_off"] = money.WorseOff,
        ["better_off"] = money.BetterOff,
        ["unchanged"] = money.Unchanged,
        ["fee"] = Of(money.Fee),
        ["funds"] = new JsonArray([.. money.Funds.Select(fund => Named("fund", fund.Key, fund.Value))]),
        ["fiscal_subsidy"] = Of(money.FiscalSubsidy),
        ["without_stated_subsidy"] = money.WithoutStatedSubsidy,
        ["identities"] = new JsonArray([.. money.Identities.Select(group => Of(group.Key, group.Value))]),
        ["states"] = new JsonArray([.. States(money)]),
        ["only_before_fee_fen"] = money.OnlyBeforeFen,
        ["only_after_fee_fen"] = money.OnlyAfterFen,
    };

    private static JsonObject Of(Money money) => new()
    {
        ["before_fen"] = money.BeforeFen, ["after_fen"] = money.AfterFen, ["difference_fen"] = money.DifferenceFen,
    };

    private static JsonObject Named(string kind, string code, Money money)
    {
        var line = Of(money);
        line.Insert(0, kind, code);
        return line;
    }

    private static JsonObject Of(IdentityPair pair, IdentityMoney group) => new()
    {
        ["identity_before"] = pair.Before,
        ["identity_after"] = pair.After,
        ["residents"] = group.Residents,
        ["fee"] = Of(group.Fee),
        ["assistance"] = Of(group.Assistance),
    };

    /// <summary>How many residents go from which state to which; pairs that nobody has are left out.</summary>
    private static IEnumerable<JsonNode> States(MoneyComparison money) =>
        from before in Enum.GetValues<AmountState>()
        from after in Enum.GetValues<AmountState>()
        where money.Count(before, after) > 0
        select new JsonObject
        {
            ["before"] = SnakeCase.Of(before), ["after"] = SnakeCase.Of(after), ["residents"] = money.Count(before, after),
        };
}
