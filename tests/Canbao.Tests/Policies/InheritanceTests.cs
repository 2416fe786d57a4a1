using System.Security.Cryptography;
using Canbao.Documents;
using Canbao.Documents.Cells;
using Canbao.Mapping;
using Canbao.Notices.Citations;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Proofs;

namespace Canbao.Tests.Policies;

/// <summary>A county's document extends a wider one by its code, and says only what is different there, with its own citation.</summary>
public sealed class InheritanceTests : IDisposable
{
    private const string Header = """
        region: "REGION"
        extends: "WIDER"
        name: {zh: 某县, en: Some County}
        revision: 1

        """;

    private const string County = """
        fiscal_subsidy:
          amount: 690
          kind: exact
          section: 二
          quote: 我县2025年财政补助标准为690元
        windows:
          - id: after_september
            from: 2025-10-01
            to: 2025-11-30
            status: closed
            section: 三
            quote: 2025年9月30日后不再进行参保缴费，至2025年11月30日
          - id: december
            from: 2025-12-01
            to: 2025-12-31
            status: closed
            silent: 通知未写明十二月
        assistance:
          grants:
            - identities: [stable_poverty_alleviated, low_income_marginal_family]
              fund: medical_assistance
              amounts: {tier1: {amount: 100}, tier2: {amount: 100}}
              section: 四
              quote: 稳定脱贫人口、低保边缘户由医疗救助资助100元
            - {identities: [illness_poverty_seriously_ill], removed: yes, section: 四, quote: 因病致贫家庭重病患者不再资助}
        readings:
          - {id: counting-of-days, choose: start_day_not_counted}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-extends-").FullName;

    public InheritanceTests()
    {
        File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(_folder, "identities.yaml"));
        Write("500000", TestPolicies.Fengdu2025.Document.Replace("region: \"500230\"", "region: \"500000\"", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void County_HasItsOwnValuesAndTheWiderOnes()
    {
        Write("500231", Document("500231", "500000", County));
        var county = Load("500231");
        Assert.Equal((69000L, 40000L), (county.FiscalSubsidy.AmountFen, county.StandardOf("tier1")!.AmountFen));
        Assert.Equal(["collection", "january_february", "march_to_june", "july_to_september", "after_september", "december"],
            county.Windows.Select(w => w.Terms.Rule.Id));
        Assert.Equal((10000L, "medical_assistance"), Assisted(county, "stable_poverty_alleviated"));
        Assert.Equal((10000L, "medical_assistance"), Assisted(county, "low_income_marginal_family"));
        Assert.Equal((36000L, "not_specified"), Assisted(county, "subsistence_allowance"));
        // 14 others stay together in the wider document's rule.
        Assert.Equal((28000L, "not_specified"), Assisted(county, "severe_disability"));
        Assert.Null(county.GrantFor("illness_poverty_seriously_ill"));
        Assert.Equal("start_day_not_counted", county.Readings.Single(r => r.Id == "counting-of-days").Choice.Id);
        Assert.Equal(TestPolicies.Fengdu2025.Notice.Sha256, county.Notice.Sha256);
        Assert.Equal(TestPolicies.Fengdu2025.FiscalSubsidy.AmountFen, Load("500000").FiscalSubsidy.AmountFen);
    }

    [Fact]
    public void EveryValue_TellsTheDocumentThatStatesIt()
    {
        Write("500231", Document("500231", "500000", County));
        Write("500231100", Document("500231100", "500231", "already_paid: {answer: already_paid, silent: 镇未另行规定}\n"));
        var township = Load("500231100");
        var cells = PolicyCells.Of(township).ToDictionary(c => c.Path, c => township.SourceOf(c.Rule).ToString());
        Assert.Equal("500231100/2025@1", cells["already_paid"]);
        Assert.Equal("500231/2025@1", cells["fiscal_subsidy"]);
        Assert.Equal("500231/2025@1", cells["assistance/stable_poverty_alleviated/tier1"]);
        Assert.Equal("500000/2025@1", cells["assistance/severe_disability/tier1"]);
        Assert.Equal("500000/2025@1", cells["standards/tier1"]);
        Assert.Equal(["500231100/2025@1", "500231/2025@1", "500000/2025@1"], township.Sources.Select(s => s.ToString()));
        var message = PolicyMapper.ToMessage(township, ProofStatus.NotYetProved);
        Assert.Equal(["500231100", "500231", "500000"],
            ((string[])["already_paid", "fiscal_subsidy", "standards/tier1"]).Select(path => message.Cells.Single(c => c.Path == path).Source.Region));
        Assert.Equal(township.Digest, message.Cells.Single(c => c.Path == "already_paid").Source.Digest);
    }

    /// <summary>What is inherited means what it means where it was written.</summary>
    [Fact]
    public void CountyWithoutRulesOfItsOwn_AnswersAsTheWiderOne()
    {
        Write("500231", Document("500231", "500000", ""));
        var (county, wider) = (Load("500231"), Load("500000"));
        foreach (var identity in county.Codes.Identities)
            foreach (var window in wider.Windows.ToArray())
            {
                var profile = new Profile { Tier = "tier1", Identities = [identity.Id] };
                var day = new Situation(window.From);
                Assert.Equal(Interpreter.Quote(wider, profile, day), Interpreter.Quote(county, profile, day));
            }
    }

    [Fact]
    public void ChangeOfTheWiderDocument_ChangesTheCountysDigest()
    {
        Write("500231", Document("500231", "500000", County));
        var before = Load("500231").Digest;
        Write("500000", Load("500000").Document.Replace("# 一档", "# 其他", StringComparison.Ordinal));
        Assert.Equal(before, Load("500231").Digest);
        Write("500000", Load("500000").Document.Replace("issuer: 丰都县栗子乡人民政府", "issuer: 某政府", StringComparison.Ordinal));
        Assert.NotEqual(before, Load("500231").Digest);
    }

    /// <summary>It need not be complete: what is missing is asked of those that extend it.</summary>
    [Fact]
    public void CommonDocument_IsNoPolicyItself()
    {
        Write("500000", Load("500000").Document.Replace("region: \"500000\"", "region: \"500000\"\nonly_extended: yes", StringComparison.Ordinal));
        Write("500231", Document("500231", "500000", County));
        Assert.Equal(["500231/2025@1"], PolicyFolder.Load(_folder).Policies.Select(p => p.ToString()));
        File.Delete(Path.Combine(_folder, "500231", "2025.yaml"));
        Assert.Contains("no document extends it", Assert.Single(PolicyFolder.Load(_folder).Problems).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"500000\"", "\"510000\"", "extends: '510000' is no wider region of 500231; expected one of 500200, 500000" },
        { "\"500000\"", "\"500200\"", "there is no good document 500200/2025 to extend" },
        { "\"500000\"", "{region: \"500000\", revision: 2}", "there is no good document 500000/2025@2 to extend" },
        { "\"500000\"", "../500000/2025.yaml", "is no wider region of 500231" },
        { "\"500000\"", "[\"500000\"]", "expected the code of a wider region" },
        { "\"500000\"", "\"500231\"", "is no wider region of 500231" },
        { ", removed: yes, section: 四, quote: 因病致贫家庭重病患者不再资助", ", removed: yes", "needs either section and quote, or silent" },
        { "illness_poverty_seriously_ill], removed: yes", "two_daughter_family], removed: yes", "the wider document does not have it" },
        { "illness_poverty_seriously_ill], removed: yes", "illness_poverty_seriously_ill], removed: yes, fund: x", "'fund' is not a key of a removal" },
        { "illness_poverty_seriously_ill], removed: yes", "illness_poverty_seriously_ill, orphans], removed: yes",
            "'orphans' is removed, and the wider document does not have it" },
        { "stable_poverty_alleviated, low_income_marginal_family", "", "a grant names at least one identity" },
        { "\"500000\"", "{region: \"500000\", revison: 1}", "'revison' is not a key here; the keys are region, revision" },
        { "\"500000\"", "{region: \"500000\", revision: [1]}", "'revision' must be a single value" },
        { "revision: 1", "revision: 1\nonly_extended: maybe", "only_extended: expected yes, or no such line" },
        { "id: december", "id: december\n    before: november", "there is no 'november' to stand before" },
        { "amount: 690", "amount: 691", "691 yuan does not stand in" },
        { "choose: start_day_not_counted", "choose: never", "choose: 'never' is not allowed" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Rejects_WithCodeAndPlace(string good, string bad, string message)
    {
        var text = Document("500231", "500000", County);
        Assert.Contains(good, text, StringComparison.Ordinal);
        Write("500231", text.Replace(good, bad, StringComparison.Ordinal));
        var loaded = PolicyFolder.Load(_folder);
        Assert.Equal(["500000/2025@1"], loaded.Policies.Select(p => p.ToString()));
        var problem = Assert.Single(loaded.Problems);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(_folder, "500231", "2025.yaml"), problem.Position.File);
    }

    /// <summary>A second rule of the same document takes nothing out of the first one: who is named twice is a mistake.</summary>
    [Fact]
    public void Rejects_AnIdentityThatTheCountyNamesTwice()
    {
        const string Removal = "    - {identities: [illness_poverty_seriously_ill]";
        const string Twice = "    - {identities: [stable_poverty_alleviated], fund: medical_assistance, amounts: {tier1: none, tier2: none}, "
            + "section: 四, quote: 稳定脱贫人口不再资助}\n";
        Write("500231", Document("500231", "500000", County.Replace(Removal, Twice + Removal, StringComparison.Ordinal)));
        Assert.Contains(PolicyFolder.Load(_folder).Problems, p => p.Message == "identity 'stable_poverty_alleviated' stands in two grants");
    }

    /// <summary>A rate is taken of the county's own standard: a county that changes it must say what becomes of the amounts.</summary>
    [Fact]
    public void Rejects_ANewStandardUnderOldAmounts()
    {
        Write("500231", Document("500231", "500000", """
            standards:
              - tier: tier1
                name: {zh: 一档, en: tier 1}
                amount: 420
                section: 四
                quote: 一档420元

            """));
        var problems = PolicyFolder.Load(_folder).Problems;
        Assert.Contains(problems, p => p.Message == "70% of 420 is not 280 yuan" && p.Position.File.EndsWith("500000/2025.yaml", StringComparison.Ordinal));
    }

    /// <summary>A mistake of the wider document is told once, not once for each county.</summary>
    [Fact]
    public void MistakeOfTheWiderDocument_IsToldOnce()
    {
        Write("500000", Load("500000").Document.Replace("amount: 18797", "amount: 18798", StringComparison.Ordinal));
        Write("500231", Document("500231", "500000", ""));
        Write("500232", Document("500232", "500000", ""));
        var loaded = PolicyFolder.Load(_folder);
        Assert.Empty(loaded.Policies);
        Assert.Equal(loaded.Problems.Distinct().Count(), loaded.Problems.Count);
        Assert.All(loaded.Problems.ToArray(), p => Assert.EndsWith("500000/2025.yaml", p.Position.File, StringComparison.Ordinal));
    }

    /// <summary>What the county says is looked up in the county's notice, what it inherits in the wider one's.</summary>
    [Fact]
    public void Quotations_AreLookedUpInTheNoticeOfTheirDocument()
    {
        var notices = Directory.CreateDirectory(Path.Combine(_folder, "notices")).FullName;
        var ours = Path.Combine(notices, "county.txt");
        File.WriteAllText(ours, "二、补助\n我县2025年财政补助标准为690元\n");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ours)));
        var own = $"notice: {{title: 某县通知, issued: undated, sha256: {sha256}}}\n" + County[..County.IndexOf("windows:", StringComparison.Ordinal)];
        Write("500231", Document("500231", "500000", own));
        var problems = new List<Diagnostic>();
        Assert.Equal(1, CitationLock.Check(Load("500231"), notices, problems).Quotations);
        var missing = Assert.Single(problems);
        Assert.Equal((DiagnosticCodes.NoticeMissing, Path.Combine(_folder, "500000", "2025.yaml")), (missing.Code, missing.Position.File));
        Assert.Contains(TestPolicies.Fengdu2025.Notice.Sha256, missing.Message, StringComparison.Ordinal);
        // What takes a rule away is looked up like what states one.
        problems.Clear();
        const string Removal = "assistance:\n  grants:\n    - {identities: [orphan], removed: yes, section: 二, quote: 孤儿不再资助}\n";
        Write("500231", Document("500231", "500000", own + Removal));
        CitationLock.Check(Load("500231"), notices, problems);
        Assert.Equal(["quotation-not-in-notice", "notice-missing"], problems.Select(p => p.Code));
        Assert.Contains("孤儿不再资助", problems[0].Message, StringComparison.Ordinal);
        problems.Clear();
        Write("500231", Document("500231", "500000", own.Replace("我县", "本县", StringComparison.Ordinal)));
        CitationLock.Check(Load("500231"), notices, problems);
        Assert.Equal(["quotation-not-in-notice", "notice-missing"], problems.Select(p => p.Code));
    }

    [Fact]
    public void Region_FallsBackToTheNearestDocument()
    {
        Write("500231", Document("500231", "500000", County));
        var loaded = PolicyFolder.Load(_folder);
        var book = new PolicyBook(loaded.Codes!, loaded.Policies);
        Assert.Equal("500231/2025@1", book.Find("500231105001", 2025, 0, out _)!.ToString());
        Assert.Equal("500000/2025@1", book.Find("500233", 2025, 0, out _)!.ToString());
    }

    /// <summary>A load after another one reads only what has changed, and what depends on it.</summary>
    [Fact]
    public void LoadAfterAnother_TakesWhatIsUnchangedAsItIs()
    {
        Write("500231", Document("500231", "500000", County));
        Write("500300", Load("500000").Document.Replace("region: \"500000\"", "region: \"500300\"", StringComparison.Ordinal));
        var first = PolicyFolder.Load(_folder).Policies;
        Assert.Equal(["500000", "500231", "500300"], first.Select(p => p.Region));
        Write("500000", first[0].Document.Replace("issuer: 丰都县栗子乡人民政府", "issuer: 某政府", StringComparison.Ordinal));
        var second = PolicyFolder.Load(_folder, first).Policies;
        Assert.Equal([false, false, true], second.Select((p, i) => ReferenceEquals(p, first[i])));
        Assert.NotEqual(first[1].Digest, second[1].Digest);
        Assert.Equal(PolicyFolder.Load(_folder).Policies.Select(p => p.Digest), second.Select(p => p.Digest));
        File.AppendAllText(Path.Combine(_folder, "identities.yaml"), "# 备注\n");
        Assert.Same(second[2], PolicyFolder.Load(_folder, second).Policies[2]);
        var list = Path.Combine(_folder, "identities.yaml");
        File.WriteAllText(list, File.ReadAllText(list).Replace("en: orphan}", "en: orphan child}", StringComparison.Ordinal));
        Assert.NotSame(second[2], PolicyFolder.Load(_folder, second).Policies[2]);
        Write("500300", "region: x\n");
        Assert.Equal(["500000", "500231"], PolicyFolder.Load(_folder, second).Policies.Select(p => p.Region));
    }

    private static (long?, string?) Assisted(Policy policy, string identity)
    {
        var quote = Interpreter.Quote(policy, new Profile { Tier = "tier1", Identities = [identity] }, new Situation(new DateOnly(2024, 10, 1)));
        return (quote.AssistanceFen, quote.AssistanceFund);
    }

    private Policy Load(string region)
    {
        var loaded = PolicyFolder.Load(_folder);
        Assert.Empty(loaded.Problems);
        return loaded.Policies.Single(p => p.Region == region);
    }

    private static string Document(string region, string wider, string rules) => Header.Replace("REGION", region, StringComparison.Ordinal)
        .Replace("WIDER", wider, StringComparison.Ordinal) + "benefit_year: 2025\n" + rules;

    private void Write(string region, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder, region));
        File.WriteAllText(Path.Combine(_folder, region, "2025.yaml"), text);
    }
}
