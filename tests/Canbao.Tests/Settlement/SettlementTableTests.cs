using System.Globalization;
using Canbao.Recalculation.Settlement;
using Canbao.V1;

namespace Canbao.Tests.Settlement;

public class SettlementTableTests
{
    private static readonly SheetNames Names = new(TestPolicies.Book);

    private static readonly SettlementSheet Sheet = Drawn();

    private static readonly Dictionary<string, List<Dictionary<string, string>>> Tables =
        SettlementTables.All(Sheet, Names).ToDictionary(t => t.Name, t => SheetReading.Rows(Written(t)));

    [Fact]
    public void LongSheet_CellsAddUpToTheTotals()
    {
        var rows = Tables["settlement"];
        var totals = rows.Where(r => r["line"] == "total").ToDictionary(r => (r["item"], r["kind"]), Figures);
        var sums = rows.Where(r => r["line"] == "cell").GroupBy(r => (r["item"], r["kind"]))
            .ToDictionary(g => g.Key, g => (g.Sum(r => Figures(r).Residents), g.Sum(r => Figures(r).Fen)));
        Assert.Equal(sums, totals);
        Assert.Equal(Sheet.Total().Residents, totals[("residents", "")].Residents);
        Assert.Contains(("fiscal_subsidy_not_determined", ""), totals.Keys);
        Assert.Equal(totals.Where(t => t.Key.Item1.StartsWith("payer:", StringComparison.Ordinal)).Sum(t => t.Value.Fen), Sheet.Total().LinesFen);

        static (long Residents, long Fen) Figures(Dictionary<string, string> row)
        {
            Assert.Equal(row["amount_fen"].Length == 0 ? "" : Yuan(long.Parse(row["amount_fen"], CultureInfo.InvariantCulture)), row["amount_yuan"]);
            return (Number(row["residents"]), row["amount_fen"].Length == 0 ? 0 : Number(row["amount_fen"]));
        }
    }

    [Theory]
    [InlineData("by_county")]
    [InlineData("by_identity")]
    [InlineData("by_tier")]
    [InlineData("by_status")]
    public void Groups_AddUpToTheirTotal(string name)
    {
        var rows = Tables[name];
        Assert.StartsWith("合计", rows[^1].First().Value, StringComparison.Ordinal);
        foreach (var column in rows[0].Keys.SkipWhile(key => key != "人数 residents"))
            Assert.Equal(Fen(rows[^1][column]), rows.SkipLast(1).Sum(r => Fen(r[column])));
        Assert.True(rows.Count > 4);
        Assert.Equal(Yuan(Sheet.Total()[SettlementAmount.FundingTotal].Fen), rows[^1]["筹资合计（元） funding_total"]);
    }

    /// <summary>The sum of a county is that of its funds, and the last sum that of all counties.</summary>
    [Fact]
    public void PaymentOrder_AddsUp()
    {
        var rows = Tables["by_fund"];
        var counties = rows.GroupBy(r => (r["地区 region"], r["年度 benefit_year"])).ToArray();
        Assert.Equal(Sheet.Cells.Select(c => (c.Key.Region, c.Key.BenefitYear)).Distinct().Count() + 1, counties.Length);
        foreach (var county in counties)
            Assert.Equal(Fen(county.Single(r => r["资金来源 payer"] == "total")["金额（元） amount"]),
                county.Where(r => r["资金来源 payer"] is not ("total" or "not_determined")).Sum(r => Fen(r["金额（元） amount"])));
        Assert.Equal(Yuan(Sheet.Total().LinesFen), rows.Last(r => r["资金来源 payer"] == "total")["金额（元） amount"]);
        Assert.Contains(rows, r => r["数额性质 kind"].StartsWith("下限", StringComparison.Ordinal) && r["资金名称 payer_name"] == "财政补助");
        Assert.All(rows.Where(r => r["资金来源 payer"] == "not_determined"), r => Assert.Equal("", r["金额（元） amount"]));
        Assert.Equal(Sheet.By(key => (key.Region, key.BenefitYear)).Values.Append(Sheet.Total()).Select(c => c.NotDetermined(SettlementAmount.Fee))
            .Where(open => open > 0), rows.Where(r => r["资金来源 payer"] == "not_determined").Select(r => Number(r["人数 residents"])));
    }

    /// <summary>A group in which nobody has an amount shows nothing, not 0.</summary>
    [Fact]
    public void StatusWithoutAmounts_HasEmptyFields()
    {
        var closed = Tables["by_status"].Single(r => r["状态 status"] == "closed");
        Assert.Equal("", closed["个人缴费（元） fee"]);
        Assert.Equal("0", closed["未确定（人） not_determined"]);
        Assert.Equal(closed["人数 residents"], closed["不能缴费（人） without_payment"]);
        var open = Tables["by_status"].Single(r => r["状态 status"] == "undetermined");
        Assert.Equal(("", open["人数 residents"]), (open["筹资合计（元） funding_total"], open["未确定（人） not_determined"]));
        Assert.Equal("无需缴费", Tables["by_status"].Single(r => r["状态 status"] == "no_payment_required")["状态名称 status_name"]);
    }

    [Fact]
    public void Names_AreThoseOfThePolicies()
    {
        Assert.Contains(Tables["by_identity"], r => (r["身份 identity"], r["身份名称 identity_name"]) == ("subsistence_allowance", "低保对象"));
        Assert.Contains(Tables["by_county"], r => (r["地区 region"], r["地区名称 region_name"]) == ("500230", "丰都县"));
        Assert.Contains(Tables["by_fund"], r => r["资金名称 payer_name"] == "医疗救助");
    }

    [Fact]
    public void HostileCodes_AreNoFormulas()
    {
        var sheet = new SettlementSheet();
        var quote = DrawnQuotes.Made(QuoteStatus.Open, region: "=1+1");
        quote.MatchedIdentity = "@a,\"b\"";
        (quote.FeeFen, quote.PayableFen, quote.FundingTotalFen) = (-100, -100, -100);
        quote.Contributions.Add(new Contribution { Payer = "－x", AmountFen = -100 });
        sheet.Add(quote, "+2", 3);
        foreach (var table in SettlementTables.All(sheet, Names))
            foreach (var value in SheetReading.Rows(Written(table)).SelectMany(r => r.Values))
                Assert.False(value.Length > 0 && "=+@＝＋－＠".Contains(value[0], StringComparison.Ordinal)
                    || value.StartsWith('-') && !decimal.TryParse(value, CultureInfo.InvariantCulture, out _), value);
        var row = SheetReading.Rows(Written(SettlementTables.ByFund(sheet, Names)))[0];
        Assert.Equal(("'=1+1", "'－x", "-3.00"), (row["地区 region"], row["资金来源 payer"], row["金额（元） amount"]));
    }

    private static SettlementSheet Drawn()
    {
        var sheet = DrawnQuotes.Sheet(DrawnQuotes.Of(seed: 23, 4000));
        var free = DrawnQuotes.Made(QuoteStatus.NoPaymentRequired, "500230");
        (free.FeeFen, free.AssistanceFen, free.PayableFen) = (0, 0, 0);
        sheet.Add(free, "standard", 7);
        return sheet;
    }

    private static byte[] Written(SheetTable table)
    {
        var stream = new MemoryStream();
        SheetCsv.Write(stream, table);
        return stream.ToArray();
    }

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal Fen(string value) => value.Length == 0 ? 0 : decimal.Parse(value, CultureInfo.InvariantCulture);

    private static long Number(string value) => long.Parse(value, CultureInfo.InvariantCulture);
}
