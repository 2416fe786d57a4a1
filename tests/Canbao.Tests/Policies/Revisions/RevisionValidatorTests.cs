using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Policies.Revisions;

/// <summary>Every way in which revisions can contradict each other, with its code and its place.</summary>
public class RevisionValidatorTests
{
    private static readonly DateOnly Tenth = new(2025, 2, 10), End = new(2025, 3, 25);

    /// <summary>Diagnostic code, the text of the second revision to replace, what with, and what the message says.</summary>
    public static TheoryData<string, string, string, string> BadEdits { get; } = new()
    {
        { DiagnosticCodes.RevisionMissing, "revision: 2", "revision: 3", "revision 2 is missing" },
        { DiagnosticCodes.RevisionMissing, "revision: 2", "revision: 5", "revisions 2 to 4 are missing" },
        { DiagnosticCodes.RevisionOrder, "supersedes: 1\n", "", "'supersedes' is missing; expected supersedes: 1" },
        { DiagnosticCodes.RevisionOrder, "supersedes: 1", "supersedes: 2", "supersedes: 2 is not allowed; expected 1" },
        { DiagnosticCodes.RevisionOrder, "supersedes: 1", "supersedes: 7", "supersedes: 7 is not allowed; expected 1" },
        { DiagnosticCodes.EffectiveDate, "effective_from: 2025-02-10\n", "", "'effective_from' is missing" },
        { DiagnosticCodes.EffectiveDate, "effective_from: 2025-02-10", "effective_from: 2024-08-31", "lies outside the collection year 2024-09-01" },
        { DiagnosticCodes.EffectiveDate, "effective_from: 2025-02-10", "effective_from: 2026-01-01", "lies outside the collection year 2024-09-01" },
        { DiagnosticCodes.RevisionTiers, "tier: standard\n", "tier: basic\n", "has the tiers basic; 140405/2025@1 has standard" },
        { DiagnosticCodes.RevisionCollectionYear, "from: 2024-09-01\n", "from: 2024-09-25\n", "begins on 2024-09-25, that of 140405/2025@1 on 2024-09-01" },
    };

    [Fact]
    public void EveryCode_HasABadExample()
    {
        var codes = typeof(DiagnosticCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!)
            .Where(code => code.StartsWith("revision-", StringComparison.Ordinal) || code == DiagnosticCodes.EffectiveDate);
        Assert.Equal(codes.Order(), BadEdits.Select(e => e.Data.Item1).Distinct().Order());
    }

    [Theory]
    [InlineData("2024-09-01")]
    [InlineData("2025-02-10")]
    [InlineData("2025-12-31")]
    public void Accepts_SecondRevision(string from)
    {
        using var revised = new Revised().With(2, DateOnly.Parse(from, null), End);
        Assert.Empty(revised.Loaded().Problems);
        Assert.Equal([1, 2], revised.Timeline().Revisions.Select(p => p.Revision));
    }

    [Theory]
    [MemberData(nameof(BadEdits))]
    public void Rejects_WithCodeAndPlace(string code, string good, string bad, string message)
    {
        var document = Revised.Edited(Revised.Document(2, Tenth, End), (good, bad));
        // The cells of the grants and the window's quotation name what was renamed.
        if (code == DiagnosticCodes.RevisionTiers) document = Revised.Edited(document, ("{standard: ", "{basic: "));
        if (code == DiagnosticCodes.RevisionCollectionYear) document = Revised.Edited(document, ("2024年9月1日", "2024年9月25日"));
        using var revised = new Revised().With(2, document);
        var loaded = revised.Loaded();
        var problem = Assert.Single(loaded.Problems, p => p.Code == code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("2025.r2.yaml", problem.Position.File, StringComparison.Ordinal);
        Assert.InRange(problem.Position.Line, 2, 200);
        // The first revision is good; the one with the problem is never a policy.
        Assert.Equal([1], loaded.Policies.Where(p => p.Region == Revised.Region && p.BenefitYear == 2025).Select(p => p.Revision));
    }

    [Fact]
    public void Rejects_PointingAtTheValue()
    {
        using var revised = new Revised().With(2, Revised.Edited(Revised.Document(2, Tenth, End), ("supersedes: 1", "supersedes: 2")));
        var lines = Revised.Document(2, Tenth, End).Split('\n');
        var problem = Assert.Single(revised.Loaded().Problems);
        Assert.Equal((Array.IndexOf(lines, "supersedes: 1") + 1, 13), (problem.Position.Line, problem.Position.Column));
    }

    [Fact]
    public void Rejects_KeysOfAFirstRevision()
    {
        using var revised = new Revised();
        revised.Write($"{Revised.Region}/2025.yaml", Revised.Edited(Revised.First, ("revision: 1", "revision: 1\neffective_from: 2025-01-01\nsupersedes: 1")));
        Assert.Equal([DiagnosticCodes.EffectiveDate, DiagnosticCodes.RevisionOrder], revised.Loaded().Problems.Select(p => p.Code).Order());
    }

    [Fact]
    public void Rejects_RevisionsThatComeIntoForceOutOfTurn()
    {
        using var revised = new Revised().With(2, Tenth, End).With(3, Tenth, End);
        var problem = Assert.Single(revised.Loaded().Problems);
        Assert.Equal(DiagnosticCodes.EffectiveDate, problem.Code);
        Assert.Contains("effective_from: 2025-02-10 is not after 2025-02-10, when 140405/2025@2 comes into force", problem.Message, StringComparison.Ordinal);
        revised.With(3, Tenth.AddDays(-1), End);
        Assert.Contains("is not after", Assert.Single(revised.Loaded().Problems).Message, StringComparison.Ordinal);
        revised.With(3, Tenth.AddDays(1), End);
        Assert.Empty(revised.Loaded().Problems);
    }

    [Fact]
    public void Rejects_ReportingAllProblemsAtOnce()
    {
        using var revised = new Revised().With(2, Revised.Edited(Revised.Document(2, Tenth, End),
            ("revision: 2", "revision: 4"), ("effective_from: 2025-02-10", "effective_from: 2027-01-01"), ("supersedes: 1", "supersedes: 1   # as it was")));
        Assert.Equal([DiagnosticCodes.EffectiveDate, DiagnosticCodes.RevisionMissing, DiagnosticCodes.RevisionOrder],
            revised.Loaded().Problems.Select(p => p.Code).Order());
    }

    /// <summary>Its number cannot be read: to say that it is missing would send the author to the wrong place.</summary>
    [Fact]
    public void BrokenRevision_IsNotMissing()
    {
        using var revised = new Revised().With(2, Tenth, End);
        revised.Write($"{Revised.Region}/2025.yaml", Revised.Edited(Revised.First, ("amount: 400\n    section: 缴费标准", "amount: x\n    section: 缴费标准")));
        Assert.Equal(DiagnosticCodes.BadValue, Assert.Single(revised.Loaded().Problems).Code);
    }
}
