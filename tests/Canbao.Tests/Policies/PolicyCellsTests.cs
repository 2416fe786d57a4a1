using System.Text.RegularExpressions;
using Canbao.Documents.Cells;
using Canbao.Policies;

namespace Canbao.Tests.Policies;

/// <summary>The cells are the whole policy, as somebody has read and approved them.</summary>
public partial class PolicyCellsTests
{
    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Cells_NameEveryAmountAndClause(string name)
    {
        var policy = TestPolicies.Named(name);
        var cells = PolicyCells.Of(policy);
        Assert.Equal(cells.Count, cells.Select(c => c.Path).Distinct().Count());
        foreach (var grant in policy.Assistance.Grants)
            foreach (var identity in grant.Identities)
                foreach (var amount in grant.Amounts)
                {
                    var cell = Assert.Single(cells, c => c.Path == $"assistance/{identity}/{amount.Tier}");
                    Assert.Contains(amount.AmountFen switch { null => "not stated", 0 => "none", var fen => $"{Yuan.Format(fen.Value)} yuan" }, cell.Value,
                        StringComparison.Ordinal);
                }
        Assert.All(cells, c => Assert.True(
            c.Rule is { Clauses.Count: > 0 } or { Silent: not null } || c.Value.EndsWith("silent", StringComparison.Ordinal), c.Path));
    }

    /// <summary>
    /// Path and value of every cell, compared with the list that was read beside the notice. Where a policy changes, look at the
    /// differences and, if they are right, put the new list there.
    /// </summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Cells_AreThoseThatWereApproved(string name)
    {
        var policy = TestPolicies.Named(name);
        var approved = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Policies", "Cells", $"{policy.Region}-{policy.BenefitYear}.txt"));
        Assert.Equal(approved, PolicyCells.Of(policy).Select(c => $"{c.Path} = {c.Value}"));
    }

    /// <summary>Every quotation of the document is the clause of a cell.</summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Quotations_AllBelongToACell(string name)
    {
        var policy = TestPolicies.Named(name);
        var shown = PolicyCells.Of(policy).SelectMany(c => c.Rule?.Clauses.ToArray() ?? []).Select(c => c.Quotation).ToHashSet();
        var written = Quotation().Matches(policy.Document).Select(m => m.Groups[1].Value.Trim()).ToArray();
        Assert.NotEmpty(written);
        Assert.Empty(written.Except(shown));
    }

    /// <summary>A reading that decides something stands beside the value that it decides.</summary>
    [Theory]
    [MemberData(nameof(Policies))]
    public void Readings_StandBesideWhatTheyDecide(string name)
    {
        var policy = TestPolicies.Named(name);
        var values = PolicyCells.Of(policy).Select(c => c.Value).ToArray();
        Assert.All(policy.Readings, r => Assert.Contains(values, v => v.Contains($"(reading {r.Id})", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^\s*quote: (.*?)(?:   #.*)?$", RegexOptions.Multiline)]
    private static partial Regex Quotation();
}
