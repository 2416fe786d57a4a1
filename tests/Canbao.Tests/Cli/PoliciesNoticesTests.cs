using System.Security.Cryptography;

namespace Canbao.Tests.Cli;

/// <summary>canbao policies check --notices, with an invented county and its notice.</summary>
public sealed class PoliciesNoticesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-check-notices-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("", 1)]
    [InlineData("quote: 新生儿出生当年不缴费", 2)]
    public void Check_LooksUpTheQuotations(string changed, int problems)
    {
        const string Notice = """
            一、缴费期
            集中缴费期为2025年9月1日至2026年2月28日。2026年2月28日后不再办理。
            二、新生儿
            新生儿出生当年不缴费。
            三、标准
            个人缴费标准为400元。
            四、资助
            民政部门认定的孤儿，由医疗救助资助320元。
            """;
        var notices = Directory.CreateDirectory(Path.Combine(_folder, "notices")).FullName;
        File.WriteAllText(Path.Combine(notices, "notice.txt"), Notice);
        var policies = Directory.CreateDirectory(Path.Combine(_folder, "policies")).FullName;
        File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(policies, "identities.yaml"));
        Directory.CreateDirectory(Path.Combine(policies, "990201"));
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Policies", "Bad", "good.yaml"))
            .Replace(new string('0', 64), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(notices, "notice.txt")))),
                StringComparison.Ordinal);
        if (changed.Length > 0) document = document.Replace(changed, "quote: 新生儿出生次年不缴费", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(policies, "990201", "2026.yaml"), document);
        var run = ProgramRun.Of($"policies check --policies {policies} --notices {notices}");
        // The county has no worked cases, which is a problem of its own.
        Assert.Equal(1, run.ExitCode);
        var found = problems == 2 ? " 4 citations found in the notices and 1 missing, 0 worked cases, " : " 5 citations found in the notices, 0 worked cases, ";
        Assert.Contains(found, run.Output, StringComparison.Ordinal);
        Assert.Equal(problems == 2, run.Output.Contains("2026.yaml:27:14 quotation-not-in-notice: ", StringComparison.Ordinal));
        Assert.EndsWith($"; {problems} problem{(problems == 1 ? "" : "s")}\n", run.Output, StringComparison.Ordinal);
    }
}
