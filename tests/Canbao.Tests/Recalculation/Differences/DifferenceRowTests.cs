using System.Text;
using Canbao.Policies.Model;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>Residents worked by hand: what is written of whom, what is counted, and what is rejected.</summary>
public class DifferenceRowTests
{
    private const string Header = "id,region,benefit_year,payment_date,tier,identities,circumstance,employee_insured,birth_date,addons\n";

    private static readonly Policy Of2024 = TestPolicies.Named("140405/2024@1"), Of2025 = TestPolicies.Named("140405/2025@1");

    /// <summary>380 yuan and a subsidy of 640 in 2024, 400 and 670 in 2025; subsistence allowance pays 304 and 320 of it.</summary>
    [Theory]
    [InlineData("A,140405,2025,2024-11-01,standard,,,,,", "0,2000,resident=+2000;fiscal_subsidy=+3000,")]
    [InlineData("B,140405,2025,20241010,standard,subsistence_allowance,,,,", "0,400,resident=+400;fiscal_subsidy=+3000;medical_assistance=+1600,")]
    [InlineData("C,140405,2025,20241111,standard,severe_disability;unstable_poverty_alleviated,,,,",
        "0,4400,resident=+4400;fiscal_subsidy=+3000;disabled_employment_security_fund=-30400;medical_assistance=+28000,")]
    [InlineData("D,140405,2025,20241225,standard,orphan,,,,", "0,0,fiscal_subsidy=+3000;medical_assistance=+2000,")]
    [InlineData("E,140405,2025,20250210,standard,,,,,", ",,,fee:closed>amount")]
    public void Money_OfTheYearBefore(string row, string money) => Assert.EndsWith(money, Changed(Of2024, row), StringComparison.Ordinal);

    [Theory]
    [InlineData("A,140405,2024,2023-11-01,standard,,,,,", "2000,0,resident=-2000;fiscal_subsidy=-3000,")]
    [InlineData("E,140405,2024,20240210,standard,,,,,", ",,,fee:amount>closed")]
    public void Money_BackFromTheYearBehind(string row, string money) => Assert.EndsWith(money, Changed(Of2025, row), StringComparison.Ordinal);

    [Fact]
    public void Row_HasBothAnswersSideBySide()
    {
        var result = Run(Of2024, "A,140405,2025,2024-11-01,standard,,,,,", "status,fee_fen,policy_revision,benefit_year");
        Assert.Equal("id,change,before_status,now_status,before_fee_fen,now_fee_fen,before_policy_revision,now_policy_revision,before_benefit_year,"
            + "now_benefit_year,refund_fen,top_up_fen,fund_differences,not_comparable", result.Quotes[0]);
        Assert.Equal("A,fee;payable;subsidy;funding,open,open,38000,40000,1,1,2024,2025,0,2000,resident=+2000;fiscal_subsidy=+3000,", result.Quotes[1]);
    }

    [Fact]
    public void WithoutAmount_IsNeverZero()
    {
        // Not eligible under both; closed under both; newborns whose fee is 0 under both, without a stated subsidy.
        var totals = Run(Of2024, "G,140405,2025,20241101,standard,,,true,,\nF,140405,2025,20250430,standard,,,,,\n"
            + "N,140405,2025,20250510,standard,,newborn,,20250301,").Totals.Differences;
        Assert.Equal((3, 1, 1, 1), (totals.Residents, totals.Count(AmountState.NotEligible, AmountState.NotEligible),
            totals.Count(AmountState.Closed, AmountState.Closed), totals.Count(AmountState.Amount, AmountState.Amount)));
        var payer = Assert.Single(totals.Payers);
        Assert.Equal(("resident", 0, 0), (payer.Key.Payer, payer.Value.Money.BeforeFen, payer.Value.Money.AfterFen));
        Assert.True(totals.FundingTotal.IsNothing);
    }

    [Fact]
    public void OtherRegions_AreNotCompared()
    {
        var result = Run(Of2024, "A,140405,2025,20241101,standard,,,,,\nB,500230,2025,20241101,tier1,,,,,\nC,140405001002,2025,20241101,standard,,,,,\n"
            + "D,430422,2025,20241101,standard,,,,,\nE,14,2025,20241101,standard,,,,,");
        var totals = result.Totals.Differences;
        Assert.Equal(["A", "C"], result.Quotes[1..].Select(row => row[..1]));
        Assert.Equal((0, 2, 2, 1), (totals.Unchanged, totals.Changed, totals.NotCompared, result.Rejected));
        Assert.StartsWith("6,region,14,", result.Rejects[1], StringComparison.Ordinal);
    }

    /// <summary>There is no 29 February 2025: the question goes to the 28th, and the answer's days are those of the row's year.</summary>
    [Fact]
    public void LeapDay_IsTheDayBefore()
    {
        var leap = Run(Of2025, "F,140405,2024,2024-02-29,standard,,,,,", "status,next_open_date,benefit_year");
        var day = Run(Of2025, "F,140405,2024,2024-02-28,standard,,,,,", "status,next_open_date,benefit_year");
        Assert.Equal(leap.Quotes, day.Quotes);
    }

    [Fact]
    public void NextOpenDate_IsMovedBack()
    {
        // In the same month and on the same day of either year the window opens.
        var totals = Run(Of2024, "A,140405,2025,2024-08-15,standard,,,,,").Totals;
        Assert.Equal((1, 0), (totals.Differences.Unchanged, totals.Differences.Changed));
    }

    [Fact]
    public void Rejects_WhatTheBaselineDoesNotTake()
    {
        var result = Run(Of2025, "A,140405,2024,20231101,standard,,,,,jinkangbao_basic_88;jinkangbao_premium_128\nB,140405,2024,20231101,standard,,,,,");
        Assert.Equal((1, 1), (result.Answered, result.Rejected));
        Assert.StartsWith("2,addons[0],jinkangbao_basic_88;jinkangbao_premium_128,under the baseline 140405/2025@1: ", result.Rejects[1],
            StringComparison.Ordinal);
        Assert.Equal(1, result.Totals.Differences.Residents);
    }

    [Fact]
    public void Rejects_DatesThatLeaveTheYears()
    {
        var result = Run(Of2024, "A,140405,2025,20241101,standard,,,,19000301,\nB,140405,2025,20241101,standard,,,,19010301,");
        Assert.Equal("2,payment_date,20241101,a date leaves the years 1900 to 2199 when it is moved to the baseline 140405/2024@1,DATE_LEAVES_THE_YEARS",
            Assert.Single(result.Rejects[1..]));
        Assert.Equal(["B"], result.Quotes[1..].Select(row => row[..1]));
    }

    [Fact]
    public void Rejects_AsWithoutBaseline_WhatIsWrongNow()
    {
        const string rows = "A,140405,2025,20241101,tier9,nobody,,,,\nB,140405,2031,20241101,standard,,,,,\nC,140405,2025,20241101,standard,,,,20250101,";
        Assert.Equal(Run(null, rows).Rejects, Run(Of2024, rows).Rejects);
    }

    [Fact]
    public void PassedColumns_ComeLast()
    {
        var text = Encoding.UTF8.GetBytes("id,change,region,benefit_year,payment_date,tier\nA,\"x,y\",140405,2025,20241101,standard\n"
            + "B,z,500230,2025,20241101,tier1\n");
        var result = Recalculated.Of(TestPolicies.Book, text, o => o with
        {
            Baseline = Of2024, Columns = ["fee_fen"], Mapping = ColumnMapping.None.Passing(["change"]),
        });
        Assert.Equal(["id,change,before_fee_fen,now_fee_fen,refund_fen,top_up_fen,fund_differences,not_comparable,input_change",
            "A,fee;payable;subsidy;funding,38000,40000,0,2000,resident=+2000;fiscal_subsidy=+3000,,\"x,y\""], result.Quotes);
    }

    private static string Changed(Policy baseline, string row) => Run(baseline, row).Quotes[1];

    private static Recalculated Run(Policy? baseline, string rows, string columns = "") => Recalculated.Of(TestPolicies.Book,
        Encoding.UTF8.GetBytes($"{Header}{rows}\n"),
        o => o with { Baseline = baseline, Columns = columns.Split(',', StringSplitOptions.RemoveEmptyEntries) });
}
