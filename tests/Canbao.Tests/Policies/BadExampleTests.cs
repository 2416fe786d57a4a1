using System.Text.RegularExpressions;
using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Policies;
using Canbao.Tests.Proofs;
using Canbao.Tests.WorkedCases;

namespace Canbao.Tests.Policies;

/// <summary>
/// One document for each way of being wrong, and one that is not. A bad example is the good one with one change; its first lines say what
/// must be found, where, and nothing else may be found. It is called after its code, or code.variant.
/// </summary>
public partial class BadExampleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Policies", "Bad");

    /// <summary>Codes that no document of a few lines can show, with the test that shows them.</summary>
    private static readonly Dictionary<string, string> ShownElsewhere = new()
    {
        [DiagnosticCodes.TooLarge] = $"{nameof(DocumentTests)}.{nameof(DocumentTests.Rejects_WithCodeAndPlace)}",
        [DiagnosticCodes.WrongPlace] = $"{nameof(PolicyFolderTests)}.{nameof(PolicyFolderTests.Rejects_DocumentInTheWrongPlace)}",
        [DiagnosticCodes.Extends] = $"{nameof(InheritanceTests)}.{nameof(InheritanceTests.Rejects_WithCodeAndPlace)}",
        [DiagnosticCodes.Proof] = $"{nameof(PolicyProofTests)}.{nameof(PolicyProofTests.UndeclaredDearerPair_IsRefutedByACommandThatShowsIt)}",
        [DiagnosticCodes.DeadRule] = $"{nameof(PolicyProofTests)}.{nameof(PolicyProofTests.CaseThatNobodyReaches_IsADeadRule)}",
        [DiagnosticCodes.WorkedCase] = nameof(WorkedCaseFileTests),
        [DiagnosticCodes.TooFewCases] = $"{nameof(WorkedCaseFileTests)}.{nameof(WorkedCaseFileTests.Rejects_PolicyWithTooFewCases)}",
        [DiagnosticCodes.NoticeMissing] = $"{nameof(CitationLockTests)}.{nameof(CitationLockTests.Rejects_ANoticeWithAnotherHash)}",
        [DiagnosticCodes.NoticeUnreadable] = $"{nameof(CitationLockTests)}.{nameof(CitationLockTests.Rejects_ANoticeThatIsNotUtf8)}",
        [DiagnosticCodes.QuotationNotInNotice] = $"{nameof(CitationLockTests)}.{nameof(CitationLockTests.Rejects_AChangedQuotation)}",
        [DiagnosticCodes.SectionNotInNotice] = $"{nameof(CitationLockTests)}.{nameof(CitationLockTests.Rejects_AWrongSection)}",
    };

    public static TheoryData<string> Files => [.. Names.Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Where(name => name != "good");

    [Fact]
    public void Accepts_TheGoodExample() => Assert.Empty(Problems("good"));

    [Theory]
    [MemberData(nameof(Files))]
    public void Rejects_WithExactlyWhatIsExpected(string name)
    {
        var expected = Expectation().Matches(File.ReadAllText(FileOf(name))).Select(m => m.Groups[1].Value.Trim()).ToArray();
        var problems = Problems(name);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, problems.Select(p => $"{p.Position.Line}:{p.Position.Column} {p.Code}"));
        Assert.Contains(problems, p => p.Code == name.Split('.')[0]);
        Assert.All(problems, p => Assert.True(p.Message.Length > 10 && !p.Message.EndsWith('.'), p.ToString()));
    }

    [Fact]
    public void EveryDiagnosticCode_HasABadExample()
    {
        var codes = typeof(DiagnosticCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToArray();
        Assert.Empty(codes.Except(Names.Select(n => n.Split('.')[0])).Except(ShownElsewhere.Keys)
            .Except(Revisions.RevisionValidatorTests.BadEdits.Select(e => e.Data.Item1)));
        Assert.Empty(Names.Select(n => n.Split('.')[0]).Except(codes));
    }

    private static string FileOf(string name) => Path.Combine(Folder, name + ".yaml");

    private static List<Diagnostic> Problems(string name)
    {
        var problems = new List<Diagnostic>();
        var policy = PolicyReader.Read(name, File.ReadAllText(FileOf(name)), TestPolicies.Book.Codes, problems);
        Assert.Equal(problems.Count == 0, policy is not null);
        return problems;
    }

    [GeneratedRegex("^# expect: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Expectation();
}
