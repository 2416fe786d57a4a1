using Canbao.Documents;
using Canbao.Documents.WorkedCases;
using Canbao.Policies;

namespace Canbao.Tests.WorkedCases;

/// <summary>Checking a folder wants worked cases; loading it does not.</summary>
public sealed class WorkedCaseFileTests : IDisposable
{
    private const string Document = "500230/2025.yaml", Cases = "500230/2025.cases.yaml";

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-cases-").FullName;

    public WorkedCaseFileTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "500230"));
        foreach (var name in (string[])["identities.yaml", Document, Cases])
            File.Copy(Path.Combine(TestPolicies.Folder, name), Path.Combine(_folder, name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Accepts_TheBundledFolder()
    {
        var loaded = PolicyFolder.Load(TestPolicies.Folder);
        var problems = new List<Diagnostic>();
        Assert.True(WorkedCaseFile.Check(TestPolicies.Folder, loaded.Policies, problems) >= loaded.Policies.Count * WorkedCaseFile.FewestCases);
        Assert.Empty(problems);
    }

    [Fact]
    public void Rejects_PolicyWithoutCases()
    {
        File.Delete(Path.Combine(_folder, Cases));
        Assert.Equal(DiagnosticCodes.TooFewCases, Assert.Single(Check()).Code);
        Assert.Empty(PolicyFolder.Load(_folder).Problems);
    }

    [Fact]
    public void Rejects_PolicyWithTooFewCases()
    {
        var text = File.ReadAllText(Path.Combine(_folder, Cases));
        var ends = text.Split("\n  - id: ");
        File.WriteAllText(Path.Combine(_folder, Cases), string.Join("\n  - id: ", ends[..WorkedCaseFile.FewestCases]) + "\n");
        var problem = Assert.Single(Check());
        Assert.Equal(DiagnosticCodes.TooFewCases, problem.Code);
        Assert.EndsWith(Cases, problem.Position.File, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, Cases), string.Join("\n  - id: ", ends[..(WorkedCaseFile.FewestCases + 1)]) + "\n");
        Assert.Empty(Check());
    }

    [Fact]
    public void Rejects_WrongAnswerWithItsPlace()
    {
        var text = File.ReadAllText(Path.Combine(_folder, Cases));
        var wrong = text.IndexOf("fee: 400", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, Cases), text[..wrong] + "fee: 401" + text[(wrong + 8)..]);
        var problem = Assert.Single(Check());
        Assert.Equal((DiagnosticCodes.WorkedCase, text[..wrong].Count(c => c == '\n') + 1), (problem.Code, problem.Position.Line));
        Assert.EndsWith("fee: expected 401, got 400", problem.Message, StringComparison.Ordinal);
        Assert.Empty(PolicyFolder.Load(_folder).Problems);
    }

    [Fact]
    public void Rejects_PolicyThatAnswersOtherwise()
    {
        var text = File.ReadAllText(Path.Combine(_folder, Document));
        File.WriteAllText(Path.Combine(_folder, Document), text.Replace("choose: on_top", "choose: inside", StringComparison.Ordinal));
        var problems = Check();
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Equal(DiagnosticCodes.WorkedCase, p.Code));
    }

    [Fact]
    public void Rejects_CasesWithoutDocument()
    {
        File.Move(Path.Combine(_folder, Cases), Path.Combine(_folder, "500230/2026.cases.yaml"));
        Assert.Equal([DiagnosticCodes.WrongPlace, DiagnosticCodes.TooFewCases], Check().Select(p => p.Code));
    }

    private List<Diagnostic> Check()
    {
        var problems = new List<Diagnostic>();
        WorkedCaseFile.Check(_folder, PolicyFolder.Load(_folder).Policies, problems);
        return problems;
    }
}
