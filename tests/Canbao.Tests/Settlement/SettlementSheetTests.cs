using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;
using Canbao.V1;
using Quote = Canbao.V1.Quote;
using QuoteStatus = Canbao.V1.QuoteStatus;

namespace Canbao.Tests.Settlement;

public class SettlementSheetTests
{
    private static readonly (Quote Quote, string Tier)[] Residents = DrawnQuotes.Of(seed: 21, 4000);

    /// <summary>Counted again, resident by resident, without cells.</summary>
    [Fact]
    public void Total_IsWhatTheResidentsAddUpTo()
    {
        var total = DrawnQuotes.Sheet(Residents).Total();
        Assert.Equal(Residents.Length, total.Residents);
        Assert.Equal((Residents.Count(r => r.Quote.HasFeeFen), Residents.Sum(r => r.Quote.FeeFen)), Pair(total[SettlementAmount.Fee]));
        Assert.Equal((Residents.Count(r => r.Quote.HasFundingTotalFen), Residents.Sum(r => r.Quote.FundingTotalFen)),
            Pair(total[SettlementAmount.FundingTotal]));
        Assert.Equal((Residents.Count(r => r.Quote.HasPayableFen), Residents.Sum(r => r.Quote.PayableFen)), Pair(total[SettlementAmount.Payable]));
        var lines = Residents.SelectMany(r => r.Quote.Contributions).Where(line => line.Payer != "resident").GroupBy(line => line.Payer)
            .ToDictionary(g => g.Key, g => (g.LongCount(), g.Sum(line => line.AmountFen)));
        var counted = total.Lines.Where(line => line.Key.Payer != "resident").GroupBy(line => line.Key.Payer)
            .ToDictionary(g => g.Key, g => (g.Sum(line => line.Value.Residents), g.Sum(line => line.Value.Fen)));
        Assert.Equal(lines, counted);
        Assert.True(counted.Count >= 4);
    }

    [Fact]
    public void Cells_AreKeyedByWhatTheirResidentsShare()
    {
        var sheet = DrawnQuotes.Sheet(Residents);
        var expected = Residents.GroupBy(r => new SettlementKey(r.Quote.Policy.Region, (int)r.Quote.Policy.BenefitYear, (int)r.Quote.Policy.Revision,
            r.Quote.MatchedIdentity, r.Tier, (Canbao.Policies.QuoteStatus)r.Quote.Status)).ToDictionary(g => g.Key, g => g.LongCount());
        Assert.Equal(expected, sheet.Cells.ToDictionary(cell => cell.Key, cell => cell.Value.Residents));
        Assert.Equal(sheet.Cells.Select(cell => cell.Key).Order(), sheet.Cells.Select(cell => cell.Key));
        Assert.Equal(expected.Keys.Select(k => k.Status).Distinct().Order(), sheet.By(k => k.Status).Keys);
    }

    [Fact]
    public void SheetsOfParts_AddUpToTheSheetOfAll()
    {
        var random = new Random(5);
        var whole = DrawnQuotes.Sheet(Residents).ToJson().ToJsonString();
        for (var parts = 1; parts <= 9; parts++)
        {
            var drawn = Residents.GroupBy(_ => random.Next(parts)).Select(DrawnQuotes.Sheet).OrderBy(_ => random.Next()).ToArray();
            var sum = new SettlementSheet();
            foreach (var part in drawn) sum.Add(SettlementSheet.FromJson(JsonNode.Parse(part.ToJson().ToJsonString())));
            Assert.Equal(whole, sum.ToJson().ToJsonString());
        }
    }

    [Fact]
    public void Json_ComesBackAsItWas()
    {
        var sheet = DrawnQuotes.Sheet(Residents);
        var json = sheet.ToJson().ToJsonString();
        var again = SettlementSheet.FromJson(JsonNode.Parse(json));
        Assert.Equal(json, again.ToJson().ToJsonString());
        Assert.Equal(sheet.Total().WithoutPayment, again.Total().WithoutPayment);
        Assert.Equal(json, SettlementSheet.FromJson(sheet.ToJson()).ToJson().ToJsonString());
        Assert.DoesNotContain(".", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Posting_ThatNobodyHas_LeavesNoTrace()
    {
        var sheet = new SettlementSheet();
        sheet.Posting(Residents[0].Quote, "x");
        sheet.Add(Residents[1].Quote, "x", 0);
        Assert.Equal("[]", sheet.ToJson().ToJsonString());
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.Add(Residents[1].Quote, "x", -1));
        Assert.Throws<ArgumentException>(() => sheet.Add(new Quote { Status = QuoteStatus.Open }, "x", 1));
    }

    /// <summary>An amount that is not stated is no 0: it has no residents.</summary>
    [Fact]
    public void AmountNotStated_IsCountedApart()
    {
        var sheet = new SettlementSheet();
        sheet.Add(DrawnQuotes.Made(QuoteStatus.Undetermined), "standard", 3);
        sheet.Add(DrawnQuotes.Made(QuoteStatus.Closed), "standard", 5);
        var free = DrawnQuotes.Made(QuoteStatus.NoPaymentRequired);
        (free.FeeFen, free.AssistanceFen, free.PayableFen) = (0, 0, 0);
        sheet.Add(free, "standard", 2);
        var total = sheet.Total();
        Assert.Equal((3, 5, 3), (total.NotDetermined(SettlementAmount.Payable), total.WithoutPayment, total.NotDetermined(SettlementAmount.Fee)));
        Assert.Equal(5, total.NotDetermined(SettlementAmount.FiscalSubsidy));
        Assert.Equal((2, 0), Pair(total[SettlementAmount.Payable]));
        Assert.Equal((0, 0), Pair(total[SettlementAmount.FundingTotal]));
        Assert.True(sheet.Balances().Holds);
    }

    /// <summary>A notice without a subsidy states no funding total; who owes the fee and the assistance is no less certain.</summary>
    [Fact]
    public void SubsidyNotStated_ResidentAndFundHaveTheirLines()
    {
        var quote = DrawnQuotes.Made(QuoteStatus.Open);
        (quote.FeeFen, quote.AssistanceFen, quote.AssistanceFund, quote.PayableFen) = (100_00, 300_00, "some_fund", 100_00);
        var sheet = new SettlementSheet();
        sheet.Add(quote, "standard", 2);
        Assert.Equal([("resident", 2, 200_00), ("some_fund", 2, 600_00)], sheet.Total().Lines.Select(l => (l.Key.Payer, l.Value.Residents, l.Value.Fen)));
        Assert.Equal((2, 800_00), Pair(sheet.Total()[SettlementAmount.WithoutFundingTotal]));
        Assert.Equal(2, sheet.Total().NotDetermined(SettlementAmount.FundingTotal));
        Assert.True(sheet.Balances().Holds);
    }

    [Fact]
    public void SubsidyThatIsAFloor_HasALineOfItsOwn()
    {
        var total = DrawnQuotes.Sheet(Residents).Total();
        var kinds = total.Lines.Where(line => line.Key.Payer == "fiscal_subsidy").Select(line => line.Key.Kind);
        Assert.Equal([SubsidyKind.Exact, SubsidyKind.AtLeast, SubsidyKind.ByReference], kinds);
        Assert.All(total.Lines, line => Assert.True(line.Key.Kind == SubsidyKind.Exact || line.Key.Payer == "fiscal_subsidy"));
    }

    [Fact]
    public void Balance_OfRealAnswers_Holds()
    {
        var balance = DrawnQuotes.Sheet(Residents).Balances();
        Assert.Empty(balance.Problems);
        Assert.True(balance.Cells > 50);
        Assert.Equal(balance.Total.LinesFen, SettlementBalance.Owed(balance.Total));
    }

    [Theory]
    [InlineData("the payers' lines are 41000 fen, the funding totals 40000 fen")]
    [InlineData("fee, assistance and subsidy are 39900 fen, the funding totals 40000 fen")]
    [InlineData("payable are 1 fen, fees and add-ons 40000 fen")]
    public void Balance_ThatDoesNotHold_NamesTheCell(string problem)
    {
        var quote = DrawnQuotes.Made(QuoteStatus.Open);
        quote.Contributions.Add(new V1.Contribution { Payer = "resident", AmountFen = problem.Contains("41000", StringComparison.Ordinal) ? 410_00 : 400_00 });
        quote.FundingTotalFen = 400_00;
        quote.FeeFen = problem.StartsWith("fee", StringComparison.Ordinal) ? 399_00 : 400_00;
        if (problem.StartsWith("payable", StringComparison.Ordinal)) quote.PayableFen = 1;
        var sheet = DrawnQuotes.Sheet(Residents);
        sheet.Add(quote, "second", 1);
        var balance = sheet.Balances();
        Assert.False(balance.Holds);
        Assert.Contains($"999999/2025@1, identity none, tier second, status open: {problem}", balance.Problems);
        Assert.All(balance.Problems, p => Assert.Matches("^(999999/2025@1|total)", p));
    }

    [Theory]
    [InlineData("{}", "cell: '{}' is not allowed; expected a list")]
    [InlineData("[1]", "cell 0")]
    [InlineData("""[{"region":"1"}]""", "cell 0, status")]
    [InlineData("""[{"status":"open","region":1}]""", "cell 0, region")]
    [InlineData("""[{"status":"opened"}]""", "no_payment_required")]
    public void Rejects_JsonThatIsNoSheet(string json, string named) => AssertRefused(json, named);

    [Theory]
    [InlineData("benefit_year", "2025.5", "cell 0, benefit_year: '2025.5'")]
    [InlineData("residents", "0", "cell 0, residents: '0'")]
    [InlineData("residents", "-3", "cell 0, residents: '-3'")]
    [InlineData("residents", "9223372036854775808", "cell 0, residents")]
    [InlineData("amounts", """{"fees":{"residents":1,"fen":0}}""", "expected fee, assistance")]
    [InlineData("amounts", """{"fee":{"residents":-1,"fen":0}}""", "cell 0, amounts, fee, residents: '-1'")]
    [InlineData("lines", """[{"payer":"x","kind":"exact","residents":1,"fen":"1"}]""", "cell 0, lines 0, fen: '\"1\"'")]
    public void Rejects_FieldOfACell(string field, string value, string named)
    {
        var cell = JsonNode.Parse("""{"region":"1","benefit_year":2025,"revision":1,"identity":"","tier":"","status":"open","residents":1}""")!;
        (cell["amounts"], cell["lines"]) = (new JsonObject(), new JsonArray());
        SettlementSheet.FromJson(new JsonArray(cell.DeepClone()));
        cell[field] = JsonNode.Parse(value);
        AssertRefused(new JsonArray(cell).ToJsonString(), named);
    }

    [Fact]
    public void Rejects_ACellThatStandsThereTwice()
    {
        var json = DrawnQuotes.Sheet(Residents.Take(1)).ToJson();
        json.Add(json[0]!.DeepClone());
        AssertRefused(json.ToJsonString(), "cell 1, residents");
    }

    private static void AssertRefused(string json, string named) => Assert.Contains(named,
        Assert.Throws<InvalidDataException>(() => SettlementSheet.FromJson(JsonNode.Parse(json))).Message, StringComparison.Ordinal);

    private static (long Residents, long Fen) Pair(Tally tally) => (tally.Residents, tally.Fen);
}
