using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Canbao.Documents;
using Canbao.Notices.Citations;
using Canbao.Policies;

namespace Canbao.Tests.Policies;

/// <summary>What a county says is looked up in the county's notice, and what it inherits in the wider region's.</summary>
public sealed class InheritedCitationTests : IDisposable
{
    private const string County = "二、财政补助\n我县2025年财政补助标准为690元\n", Wider = "一、其他\n本通知另有规定\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-citations-").FullName;

    public InheritedCitationTests()
    {
        File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(_folder, "identities.yaml"));
        File.WriteAllText(Path.Combine(_folder, "county.txt"), County);
        File.WriteAllText(Path.Combine(_folder, "wider.txt"), Wider);
        Write("500000", TestPolicies.Fengdu2025.Document.Replace("region: \"500230\"", "region: \"500000\"", StringComparison.Ordinal)
            .Replace(TestPolicies.Fengdu2025.Notice.Sha256, Sha256(Wider), StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(690, 0)]
    [InlineData(691, 1)]
    public void EachQuotation_IsComparedWithTheNoticeOfItsDocument(int amount, int wrong)
    {
        Write("500231", string.Create(CultureInfo.InvariantCulture, $$"""
            region: "500231"
            extends: "500000"
            name: {zh: 某县, en: Some County}
            benefit_year: 2025
            revision: 1
            notice: {title: 某县通知, issued: undated, sha256: {{Sha256(County)}}}
            fiscal_subsidy: {amount: {{amount}}, kind: exact, section: 二, quote: 我县2025年财政补助标准为{{amount}}元}
            readings:
              - {id: counting-of-days, choose: start_day_not_counted}

            """));
        var loaded = PolicyFolder.Load(_folder);
        Assert.Empty(loaded.Problems);
        var problems = new List<Diagnostic>();
        var count = CitationLock.Check(loaded.Policies.Single(p => p.Region == "500231"), _folder, problems);
        Assert.Equal(1 - wrong, count.Quotations);
        Assert.True(count.Missing > 40, $"{count.Missing} quotations are missing");
        var county = problems.Where(p => p.Position.File.Contains("500231", StringComparison.Ordinal)).ToArray();
        Assert.Equal(wrong, county.Length);
        Assert.All(county, p => Assert.Contains("county.txt", p.Message, StringComparison.Ordinal));
        // The invented notice of the wider region says nothing of what its document quotes.
        Assert.NotEmpty(problems.Except(county));
        Assert.All(problems.Except(county), p => Assert.Contains("wider.txt", p.Message, StringComparison.Ordinal));
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private void Write(string region, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, region));
        File.WriteAllText(Path.Combine(_folder, region, "2025.yaml"), text);
    }
}
