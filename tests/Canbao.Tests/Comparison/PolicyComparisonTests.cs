using Canbao.Documents;
using Canbao.Documents.Cells;
using Canbao.Documents.Comparison;
using Canbao.Documents.Readers;
using Canbao.Policies.Model;

namespace Canbao.Tests.Comparison;

/// <summary>What changed between two policies, value by value.</summary>
public class PolicyComparisonTests
{
    private static readonly Policy Before = TestPolicies.Named("140405/2024@1"), After = TestPolicies.Named("140405/2025@1");

    [Theory]
    [InlineData("standards/standard", "380 yuan", "400 yuan")]
    [InlineData("fiscal_subsidy", "640 yuan (by_reference, table_column_labelled_2023_text_says_2024)", "670 yuan (by_reference, table_column_labelled_2024)")]
    [InlineData("windows/collection/days", "2023-09-01 to 2023-12-25", "2024-09-01 to 2025-02-25")]
    [InlineData("assistance/extreme_poverty_support/standard", "380 yuan", "400 yuan")]
    [InlineData("assistance/orphan/standard", "380 yuan", "400 yuan")]
    [InlineData("assistance/de_facto_unattended_child/standard", "380 yuan", "400 yuan")]
    [InlineData("assistance/welfare_institution_child/standard", "380 yuan", "400 yuan")]
    [InlineData("assistance/subsistence_allowance/standard", "304 yuan", "320 yuan")]
    [InlineData("assistance/returned_to_poverty/standard", "342 yuan", "360 yuan")]
    [InlineData("assistance/severe_disability/standard", "304 yuan", "320 yuan")]
    [InlineData("assistance/severe_disability/rank", "ordinary (reading disability-and-other-grants)", "last_resort (reading disability-and-other-grants)")]
    [InlineData("assistance/unstable_poverty_alleviated/standard", null, null)]
    [InlineData("windows/collection/payable_days", null, null)]
    [InlineData("addons/accident_30", null, "30 yuan (reading addons-one-by-one)")]
    [InlineData("addons/jinkangbao_basic_88", null, "88 yuan (reading addons-one-by-one)")]
    [InlineData("addons/jinkangbao_premium_128", null, "128 yuan (reading addons-one-by-one)")]
    public void Tunliu_FromOneYearToTheNext(string path, string? before, string? after)
    {
        var change = PolicyComparison.Of(Before, After).Changes.SingleOrDefault(c => c.Path == path);
        Assert.Equal((before, after), (change?.Before?.Value, change?.After?.Value));
        var back = PolicyComparison.Of(After, Before).Changes.SingleOrDefault(c => c.Path == path);
        Assert.Equal((after, before), (back?.Before?.Value, back?.After?.Value));
    }

    [Fact]
    public void Clauses_OfBothSides()
    {
        var change = PolicyComparison.Of(Before, After).Changes.Single(c => c.Path == "standards/standard");
        Assert.Equal("2023年预收2024年度的个人缴费标准同步提高30元，达到每人每年380元", change.Before!.Rule!.Clauses[0].Quotation);
        Assert.Equal("2024年预收2025年度的个人缴费标准提高20元，达到每人每年400元", change.After!.Rule!.Clauses[0].Quotation);
    }

    /// <summary>Applied to the cells of one policy, the changes give the cells of the other: none is missing, none too many.</summary>
    [Fact]
    public void Changes_LeadFromOnePolicyToTheOther()
    {
        foreach (var before in TestPolicies.Book.Policies)
            foreach (var after in TestPolicies.Book.Policies)
            {
                var values = PolicyCells.Of(before).ToDictionary(c => c.Path, c => c.Value);
                foreach (var change in PolicyComparison.Of(before, after).Changes)
                {
                    Assert.NotEqual(change.Before?.Value, change.After?.Value);
                    Assert.Equal(change.Before?.Value, values.GetValueOrDefault(change.Path));
                    if (change.After is { } now) values[change.Path] = now.Value;
                    else values.Remove(change.Path);
                }
                Assert.Equal(PolicyCells.Of(after).Select(c => (c.Path, c.Value)).Order(), values.Select(v => (v.Key, v.Value)).Order());
            }
    }

    [Fact]
    public void SamePolicy_HasNoChange() => Assert.Empty(PolicyComparison.Of(Before, Before).Changes);

    /// <summary>A rule that has another id went and came, in its place; what follows keeps the later document's order.</summary>
    [Fact]
    public void Order_IsTheLaterDocumentsWithWhatIsGoneInItsPlace()
    {
        var renamed = Edited(Before, ("id: newborn_end_of_month", "id: newborn_late_in_month"), ("amount: 304", "amount: 305"),
            ("304 元", "305 元"), ("76 元", "75 元"));
        var paths = PolicyComparison.Of(Before, renamed).Changes.Select(c => (c.Path.Replace("circumstances/newborn/", "", StringComparison.Ordinal),
            c.Before is null ? '+' : c.After is null ? '-' : '~')).ToArray();
        string[] cells = ["when", "status", "price", "assistance", "cover"];
        Assert.Equal(
        [
            .. cells.Select(c => ($"newborn_end_of_month/{c}", '-')), .. cells.Select(c => ($"newborn_late_in_month/{c}", '+')),
            ("assistance/subsistence_allowance/standard", '~'), ("assistance/severe_disability/standard", '~'),
        ], paths);
    }

    [Fact]
    public void Order_WhatIsGoneFromTheBeginningStandsThere()
    {
        var less = Edited(Before, ("- id: employee_insured ", "- id: employed "));
        Assert.Equal(["eligibility/employee_insured", "eligibility/employed"], PolicyComparison.Of(Before, less).Changes.Select(c => c.Path));
    }

    private static Policy Edited(Policy policy, params (string From, string To)[] edits)
    {
        var text = policy.Document;
        foreach (var (from, to) in edits)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        var problems = new List<Diagnostic>();
        var read = PolicyReader.Read("edited.yaml", text, policy.Codes, problems);
        Assert.Empty(problems);
        return read!;
    }
}
