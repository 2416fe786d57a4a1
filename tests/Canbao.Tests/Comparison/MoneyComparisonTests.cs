using System.Text;
using System.Text.Json.Nodes;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Recalculation;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Inputs;
using Canbao.Tests.Cli;

namespace Canbao.Tests.Comparison;

/// <summary>What two policies make of the same residents, worked by hand.</summary>
public class MoneyComparisonTests
{
    private const string Header = "id,region,benefit_year,payment_date,tier,identities,employee_insured,insured_elsewhere,birth_date\n";

    // Standard 380 and 400; subsistence allowance 304 and 320; disability 304, and 2025 only who is not assisted otherwise; orphans in full.
    private const string File = Header
        + "A,x,2024,2023-11-01,standard,,,,\n" // 380, 400
        + "B,,2024,2023-10-10,standard,subsistence_allowance,,,\n" // 76, 80
        // 76 (disability fund), 120 (medical assistance)
        + "C,140405,2024,2023-11-11,standard,severe_disability;unstable_poverty_alleviated,,,\n"
        + "D,140405,2024,2023-12-25,standard,orphan,,,\n" // 0, 0
        + "E,140405,2024,2024-02-10,standard,,,,\n" // closed, then a day of the longer window: 400
        + "F,140405,2024,2024-02-29,standard,,,,\n" // closed on the 29th, and on 28 February of the next year
        + "G,140405,2024,2023-11-01,standard,,true,,\n" // not eligible
        + "H,140405,2024,2023-11-01,standard,,,true,\n" // undetermined
        + "I,140405,2025,2024-11-01,standard,,,,\n"; // a row of the later year: 380, 400

    private static readonly Policy Before = TestPolicies.Named("140405/2024@1"), After = TestPolicies.Named("140405/2025@1");

    [Fact]
    public void Sums_AreThoseWorkedByHand()
    {
        var money = Run(File).Money;
        Assert.Equal((9, 5), (money.Residents, money.Compared));
        Assert.Equal((4, 0, 1), (money.WorseOff, money.BetterOff, money.Unchanged));
        AssertMoney(380 + 76 + 76 + 0 + 380, 400 + 80 + 120 + 0 + 400, money.Fee);
        AssertMoney(5 * 640, 5 * 670, money.FiscalSubsidy);
        var funds = money.Funds.ToDictionary(f => f.Key, f => f.Value);
        AssertMoney(304, 0, funds["disabled_employment_security_fund"]);
        AssertMoney(304 + 380, 320 + 280 + 400, funds["medical_assistance"]);
        Assert.Equal(2, funds.Count);
    }

    [Fact]
    public void Identities_AreGroupsOfTheSameResidents()
    {
        var groups = Run(File).Money.Identities.ToDictionary(g => g.Key, g => g.Value);
        Assert.Equal(4, groups.Count);
        AssertMoney(2 * 380, 2 * 400, groups[new(null, null)].Fee);
        AssertMoney(0, 0, groups[new("orphan", "orphan")].Fee);
        AssertMoney(380, 400, groups[new("orphan", "orphan")].Assistance);
        AssertMoney(76, 80, groups[new("subsistence_allowance", "subsistence_allowance")].Fee);
        AssertMoney(76, 120, groups[new("severe_disability", "unstable_poverty_alleviated")].Fee);
        Assert.Equal(1, groups[new("severe_disability", "unstable_poverty_alleviated")].Residents);
    }

    /// <summary>Who has no amount is counted as such; the fee of the other year stands beside the sums.</summary>
    [Fact]
    public void WithoutAmount_IsNeverZero()
    {
        var money = Run(File).Money;
        Assert.Equal((0, 1, 1), (money.Became(AmountState.Closed), money.Ceased(AmountState.Closed), money.Stayed(AmountState.Closed)));
        Assert.Equal((1, 1), (money.Stayed(AmountState.Undetermined), money.Stayed(AmountState.NotEligible)));
        Assert.Equal((0, 400_00), (money.OnlyBeforeFen, money.OnlyAfterFen));
        var back = Run(File, After, Before).Money;
        Assert.Equal((1, 0, 1), (back.Became(AmountState.Closed), back.Ceased(AmountState.Closed), back.Stayed(AmountState.Closed)));
        Assert.Equal((400_00, 0), (back.OnlyBeforeFen, back.OnlyAfterFen));
        Assert.Equal((0, 4, 1), (back.WorseOff, back.BetterOff, back.Unchanged));
        Assert.Equal(-money.Fee.DifferenceFen, back.Fee.DifferenceFen);
    }

    [Fact]
    public void Newborns_WithoutPaymentHaveNoStatedSubsidy()
    {
        var money = Run("region,benefit_year,payment_date,tier,circumstance,birth_date\n,2024,20240510,standard,newborn,20240301\n").Money;
        Assert.Equal((1, 1, 1), (money.Compared, money.Unchanged, money.WithoutStatedSubsidy));
        AssertMoney(0, 0, money.FiscalSubsidy);
    }

    [Theory]
    [InlineData("x,140405,2024,2023-02-30,standard,,,,", "payment_date", "calendar day")]
    [InlineData("x,140405,2024,,standard,,,,", "payment_date", "missing")]
    [InlineData("x,140405,,2023-11-01,standard,,,,", "benefit_year", "the year that the dates belong to")]
    [InlineData("x,140405,next,2023-11-01,standard,,,,", "benefit_year", "expected a year such as 2025")]
    [InlineData("x,140405,2024,2023-11-01,standard,nobody,,,", "identities[0]", "not an identity code")]
    [InlineData("x,140405,2024,2023-11-01,standard,,maybe,,", "employee_insured", "true, yes, 1")]
    [InlineData("x,140405,2024,2023-11-01,standard,,,,2023-11-02", "birth_date", "after the payment date")]
    [InlineData("x,140405,2025,2024-11-01,standard,,,,1900-05-05", "payment_date", "leaves the years 1900 to 2199 when it is moved to 140405/2024@1")]
    [InlineData("x,140405,2024", "", "3 fields; the header has 9")]
    [InlineData("x,\"140405,2024,2023-11-01,standard,,,,", "", "not CSV")]
    public void BadRow_IsReportedAndInNoSum(string row, string field, string reason)
    {
        var rejects = new List<(long Line, string Field, string Reason)>();
        var run = Run($"{Header}A,,2024,20231101,standard,,,,\n{row}\nB,,2024,20231101,standard,,,,\n", rejects: rejects);
        Assert.Equal((1, 2), (run.Rejected, run.Money.Residents));
        var reject = Assert.Single(rejects);
        Assert.Equal((3, field), (reject.Line, reject.Field));
        Assert.Contains(reason, reject.Reason, StringComparison.Ordinal);
        AssertMoney(2 * 380, 2 * 400, run.Money.Fee);
    }

    [Fact]
    public void Tier_MustExistInBoth()
    {
        var rejects = new List<(long Line, string Field, string Reason)>();
        var run = Run($"{Header}A,,2025,20241101,standard,,,,\n", Before, TestPolicies.Fengdu2025, rejects);
        Assert.Equal((1, 0), (run.Rejected, run.Money.Residents));
        Assert.Contains("not a tier of 500230/2025@1", Assert.Single(rejects).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Overridden_ColumnsMayHoldAnything() =>
        Assert.Equal(0, Run("region,benefit_year,policy_revision,payment_date,tier\nnowhere,2024,newest,20231101,standard\n").Rejected);

    [Fact]
    public void Dates_AreMovedByWholeYears()
    {
        var dates = new ResidentDates(20240229, 19640229, 0, 20231231);
        Assert.True(YearShift.TryMove(dates, 1, out var later));
        Assert.Equal(new ResidentDates(20250228, 19650228, 0, 20241231), later);
        Assert.True(YearShift.TryMove(dates, 4, out var leap));
        Assert.Equal(new ResidentDates(20280229, 19680229, 0, 20271231), leap);
        Assert.True(YearShift.TryMove(dates, 0, out var same));
        Assert.Equal(dates, same);
        Assert.False(YearShift.TryMove(dates, -65, out _));
        Assert.False(YearShift.TryMove(dates, 176, out _));
    }

    /// <summary>Against the interpreter, without plans and blocks: every resident of a generated file.</summary>
    [Fact]
    public void GeneratedFile_HasTheInterpretersMoney()
    {
        const int residents = 30_000;
        var generator = new ResidentGenerator([After], seed: 5);
        using var file = new MemoryStream();
        ResidentFile.Write(file, generator, residents, _ => { }, default);
        var money = Run(Encoding.UTF8.GetString(file.ToArray())).Money;
        var expected = new MoneyComparison();
        for (var i = 0; i < residents; i++)
        {
            var resident = generator.Resident(i);
            Assert.True(YearShift.TryMove(resident.Dates, -1, out var moved));
            expected.Add(Quote(Before, resident.Profile, moved), Quote(After, resident.Profile, resident.Dates));
        }
        Assert.Equal(residents, money.Residents);
        Assert.Equal((expected.WorseOff, expected.BetterOff, expected.Unchanged), (money.WorseOff, money.BetterOff, money.Unchanged));
        AssertMoney(expected.Fee.BeforeFen / 100, expected.Fee.AfterFen / 100, money.Fee);
        Assert.Equal(expected.Identities.Select(g => (g.Key, g.Value.Residents, g.Value.Fee.AfterFen)),
            money.Identities.Select(g => (g.Key, g.Value.Residents, g.Value.Fee.AfterFen)));
        Assert.Equal(expected.FiscalSubsidy.AfterFen, money.FiscalSubsidy.AfterFen);
        Assert.True(money.Became(AmountState.Undetermined) > 0 && money.Ceased(AmountState.Closed) > 0, "the draw shows no change of state");
    }

    [Fact]
    public void Program_PrintsTheMoney()
    {
        var path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllText(path, File + "K,,2024,soon,standard,,,,\n");
            var run = ProgramRun.Of($"compare 140405/2024 140405/2025 --residents {path}");
            Assert.Equal(3, run.ExitCode);
            Assert.Contains("line 11: payment_date 'soon': expected a calendar day", run.Error, StringComparison.Ordinal);
            Assert.Contains("1 rows could not be quoted", run.Error, StringComparison.Ordinal);
            foreach (var part in (string[])["standards/standard  380 yuan", "→ 400 yuan", "moved by whole years", "+88", "912", "1,000"])
                Assert.Contains(part, run.Output, StringComparison.Ordinal);
            var json = JsonNode.Parse(ProgramRun.Of($"compare 140405/2024@1 140405/2025 --json --residents {path}").Output)!;
            Assert.Equal(88_00, (long)json["money"]!["fee"]!["difference_fen"]!);
            Assert.Equal(1, (long)json["money"]!["rejected"]!);
            var message = V1.ComparePoliciesResponse.Parser.ParseJson(json["comparison"]!.ToJsonString());
            Assert.Equal(message, V1.ComparePoliciesResponse.Parser.ParseJson(ProgramRun.Of("compare 140405/2024 140405/2025 --json").Output));
            Assert.Equal("400 yuan", message.Changes.Single(c => c.Path == "standards/standard").After.Value);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Theory]
    [InlineData("compare 140405/2024 140405/2031", "AFTER: benefit_year: region 140405 has no policy for 2031; it has 2024, 2025")]
    [InlineData("compare 140405 140405/2025@7", "BEFORE: '140405' does not name a policy; expected region/year or region/year@revision; AFTER: ")]
    [InlineData("compare 140405/2024 140405/2025 --residents /nowhere", "there is no file '/nowhere'")]
    public void Program_SaysWhichSideIsWrong(string arguments, string says)
    {
        var run = ProgramRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    private static ComparisonRun Run(
        string text, Policy? before = null, Policy? after = null, List<(long Line, string Field, string Reason)>? rejects = null)
    {
        var (was, now, path) = (before ?? Before, after ?? After, Path.GetTempFileName());
        try
        {
            System.IO.File.WriteAllText(path, text);
            var run = new ComparisonRun(TestPolicies.Book, was, now);
            var memory = MemoryLimit.OfComparison(threads: 2);
            using var source = InputSources.Open(path, TextEncoding.Auto, ColumnMapping.None with { Ignored = ComparisonRun.NotRead },
                TestPolicies.Book, QuestionChecks.Under(was, now), memory);
            run.Run(source, memory, row => rejects?.Add((row.Line, row.Problem.Field, row.Problem.Message)), _ => { }, default);
            return run;
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static Quote Quote(Policy policy, Profile profile, in ResidentDates dates)
    {
        Assert.Empty(DateReader.Read(dates, out var situation));
        return Interpreter.Quote(policy, profile, situation);
    }

    private static void AssertMoney(long beforeYuan, long afterYuan, Money money) =>
        Assert.Equal((beforeYuan * 100, afterYuan * 100), (money.BeforeFen, money.AfterFen));
}
