using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Policies;

public sealed class PolicyFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-policies-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rejects_MissingCodeLists() => Assert.Contains(PolicyFolder.Load(_folder).Problems, p => p.Code == DiagnosticCodes.WrongPlace);

    [Fact]
    public void Rejects_DocumentInTheWrongPlace()
    {
        Write("identities.yaml", File.ReadAllText(Path.Combine(TestPolicies.Folder, "identities.yaml")));
        Write("500231/2025.yaml", TestPolicies.Fengdu2025.Document);
        var problem = Assert.Single(PolicyFolder.Load(_folder).Problems);
        Assert.Equal(DiagnosticCodes.WrongPlace, problem.Code);
        Assert.Contains("500230/2025.yaml", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_SameRevisionTwice()
    {
        Write("identities.yaml", File.ReadAllText(Path.Combine(TestPolicies.Folder, "identities.yaml")));
        Write("500230/2025.yaml", TestPolicies.Fengdu2025.Document);
        Write("500230/2025.r2.yaml", TestPolicies.Fengdu2025.Document);
        Assert.Equal(DiagnosticCodes.DuplicateId, Assert.Single(PolicyFolder.Load(_folder).Problems).Code);
        Write("500230/2025.r2.yaml", TestPolicies.Fengdu2025.Document.Replace("revision: 1",
            "revision: 2\neffective_from: 2025-03-01\nsupersedes: 1", StringComparison.Ordinal));
        Assert.Equal(2, PolicyFolder.Load(_folder).Policies.Count);
    }

    [Theory]
    [InlineData("500230/2026.yml", "region", DiagnosticCodes.WrongPlace)]
    [InlineData("500230/2026.yaml", "\uFFFE", DiagnosticCodes.NotYaml)]
    public void Rejects_FileThatWouldBePassedOver(string name, string text, string code)
    {
        Write("identities.yaml", File.ReadAllText(Path.Combine(TestPolicies.Folder, "identities.yaml")));
        Write("500230/2025.yaml", TestPolicies.Fengdu2025.Document);
        // Saved in another encoding than UTF-8.
        File.WriteAllBytes(Path.Combine(_folder, name),
            System.Text.Encoding.Latin1.GetBytes("name: \u00e9\u00e9" + (text == "region" ? "" : "\u00ff")));
        Assert.Contains(PolicyFolder.Load(_folder).Problems, p => p.Code == code && p.Position.File.EndsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void BrokenFile_StopsTheStartWithAllItsProblems()
    {
        Write("identities.yaml", File.ReadAllText(Path.Combine(TestPolicies.Folder, "identities.yaml")));
        Write("500230/2025.yaml", TestPolicies.Fengdu2025.Document.Replace("amount: 18797", "amount: x", StringComparison.Ordinal)
            .Replace("revision: 1", "revision: x", StringComparison.Ordinal));
        Write("510000/2025.yaml", "region: [");
        var problems = Assert.Throws<PolicyFolderException>(() => PolicyFolder.LoadBook(_folder)).Problems;
        Assert.Equal(2, problems.Count(p => p.Code == DiagnosticCodes.BadValue));
        Assert.Contains(problems, p => p.Code == DiagnosticCodes.NotYaml);
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
