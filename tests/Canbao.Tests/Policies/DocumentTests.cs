using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>Every way in which a document can be wrong, made from the one good document by one edit.</summary>
public class DocumentTests
{
    private static readonly string Good = TestPolicies.Fengdu2025.Document;

    /// <summary>The English text of one reading.</summary>
    private static readonly string EnglishOfDays = Good[Good.IndexOf("    en:\n      question: From which day are the 90 days", StringComparison.Ordinal)..
        Good.IndexOf("  - id: returnees-only", StringComparison.Ordinal)];

    /// <summary>Diagnostic code, the text to replace, and what with.</summary>
    public static TheoryData<string, string, string> BadEdits { get; } = new TheoryData<string, string, string>
    {
        { DiagnosticCodes.NotYaml, "standards:", "standards: [" },
        { DiagnosticCodes.NotYaml, "addons: []", "addons: []\n---\nmore: 1" },
        { DiagnosticCodes.TooLarge, "addons: []", "addons: []\n#" + new string('x', DocumentReader.MaxBytes) },
        { DiagnosticCodes.TooDeep, "addons: []", "addons: " + new string('[', 20) + new string(']', 20) },
        { DiagnosticCodes.AnchorOrTag, "amount: 400\n", "amount: &four 400\n" },
        { DiagnosticCodes.AnchorOrTag, "amount: 400\n", "amount: !!int 400\n" },
        { DiagnosticCodes.DuplicateKey, "revision: 1", "revision: 1\nrevision: 2" },
        { DiagnosticCodes.UnknownKey, "revision: 1", "revision: 1\nrevison: 2" },
        { DiagnosticCodes.UnknownKey, "uplift_points: 5", "uplift_points: 5\n      uplift: 5" },
        { DiagnosticCodes.MissingKey, "benefit_year: 2025\n", "" },
        { DiagnosticCodes.MissingKey, "fund: not_specified\n      amounts:\n        tier1: {amount: 15}", "amounts:\n        tier1: {amount: 15}" },
        { DiagnosticCodes.WrongType, "addons: []", "addons: none" },
        { DiagnosticCodes.WrongType, "name: {zh: 丰都县, en: Fengdu County}", "name: 丰都县" },
        { DiagnosticCodes.BadValue, "amount: 18797", "amount: 18797.123" },
        { DiagnosticCodes.BadValue, "to: 2024-12-31\n    status: open", "to: 2024-12-32\n    status: open" },
        { DiagnosticCodes.BadValue, "status: open_late", "status: open_later" },
        { DiagnosticCodes.BadValue, "choose: on_top", "choose: on_topp" },
        { DiagnosticCodes.BadValue, "region: \"500230\"", "region: \"5002\"" },
        { DiagnosticCodes.BadValue, "unspecified: [fee_yuan, newborn_rule]", "unspecified: [fee]" },
        { DiagnosticCodes.Uncited, "    section: 五（一）\n      quote: 稳定脱贫人口参加一档或二档均按每人每年15元资助\n", "" },
        { DiagnosticCodes.NumberNotQuoted, "amount: 18797", "amount: 18798" },
        { DiagnosticCodes.NumberNotQuoted, "university_student: 380", "university_student: 390" },
        { DiagnosticCodes.NumberNotQuoted, "to: 2024-12-31\n    status: open", "to: 2024-12-30\n    status: open" },
        { DiagnosticCodes.NumberNotQuoted, "fixed_wait_months: 3", "fixed_wait_months: 4" },
        { DiagnosticCodes.NumberNotQuoted, "uplift_points: 5", "uplift_points: 6" },
        { DiagnosticCodes.NumberNotQuoted, "days: 90, counted: {reading: counting-of-days}, ends",
            "days: 30, counted: {reading: counting-of-days}, ends" },
        { DiagnosticCodes.NumberNotQuoted, "fixed_wait_months: 3", "fixed_wait_months: 1" },
        { DiagnosticCodes.NumberNotQuoted, "months_per_gap_year: 1", "months_per_gap_year: 3" },
        { DiagnosticCodes.NumberNotQuoted, "amount: 670\n", "amount: 2024\n" },
        { DiagnosticCodes.NumberNotQuoted, "uplift_points: 5", "uplift_points: 50" },
        { DiagnosticCodes.NumberNotQuoted, "after_years: 4", "after_years: 1" },
        { DiagnosticCodes.NumberNotQuoted, "ends: 2025-12-31}", "ends: 2025-12-31, not_before: 2025-11-01}" },
        { DiagnosticCodes.Windows, "on: 2025-01-01, ends: 2025-12-31", "on: 2024-01-01, ends: 2025-12-31" },
        { DiagnosticCodes.Windows, "on: 2025-01-01, ends: 2025-12-31", "on: 2025-01-01, ends: 2026-12-31" },
        { DiagnosticCodes.BadValue, "answer: not_eligible", "answer: open" },
        { DiagnosticCodes.BadValue, "when: {employee_insured: yes}", "when: {employee_insured: no}" },
        { DiagnosticCodes.BadValue, "    when: {employee_insured: yes}\n", "" },
        { DiagnosticCodes.BadValue, "answer: already_paid", "answer: open_special" },
        { DiagnosticCodes.MissingKey, "addons: []", "" },
        { DiagnosticCodes.DuplicateId, "- id: march_to_june", "- id: january_february" },
        { DiagnosticCodes.Reading, "    as_written: refer\n    choices:\n      refer: 通知未规定，转经办机构并",
            "    choose: refer\n    choices:\n      refer: 通知未规定，转经办机构并" },
        { DiagnosticCodes.Reading, "    choose: on_top", "    as_written: on_top" },
        { DiagnosticCodes.Figures, "{amount: 360, rate: 90%, of: tier1}", "{amount: 350, rate: 90%, of: tier1}" },
        { DiagnosticCodes.Figures, "{amount: 9398.5, rate: 50%, of: deductible}", "{amount: 9398, rate: 50%, of: deductible}" },
        { DiagnosticCodes.Figures, "{amount: 360, rate: 90%, of: tier1}", "{amount: 360, rate: 90%, of: tier3}" },
        { DiagnosticCodes.Figures, "tier1: {amount: 15}", "tier1: {amount: 415}" },
        { DiagnosticCodes.Windows, "from: 2025-03-01", "from: 2025-03-02" },
        { DiagnosticCodes.Windows, "from: 2025-03-01", "from: 2025-02-28" },
        { DiagnosticCodes.Windows, "status: open\n    price: individual_standard", "status: open_late\n    price: individual_standard" },
        { DiagnosticCodes.Windows, "price: full_cost", "price: individual_standard" },
        { DiagnosticCodes.UnknownIdentity, "identities: [subsistence_allowance]", "identities: [subsistance_allowance]" },
        { DiagnosticCodes.UnknownCode, "recognised_by: veterans_affairs", "recognised_by: veteran_affairs" },
        { DiagnosticCodes.UnknownCode, "fund: not_specified", "fund: unspecified" },
        { DiagnosticCodes.DuplicateId, "identities: [stable_poverty_alleviated]", "identities: [stable_poverty_alleviated, orphan]" },
        { DiagnosticCodes.DuplicateId, "- id: two-waits", "- id: counting-of-days" },
        { DiagnosticCodes.UnknownReading, "{reading: first-gap-year}", "{reading: first-gap}" },
        { DiagnosticCodes.Reading, "first_gap_year: {reading: first-gap-year}", "first_gap_year: on_top" },
        { DiagnosticCodes.Reading, "first_gap_year: {reading: first-gap-year}", "first_gap_year: {reading: two-waits}" },
        { DiagnosticCodes.MissingKey, EnglishOfDays, "" },
        { DiagnosticCodes.MissingKey, EnglishOfDays, EnglishOfDays.Replace("start_day_counted", "start_day", StringComparison.Ordinal) },
        { DiagnosticCodes.UnknownKey, EnglishOfDays, EnglishOfDays.Replace("start_day_counted", "start_day", StringComparison.Ordinal) },
        { DiagnosticCodes.UnknownKey, EnglishOfDays, EnglishOfDays.Replace("      choices:", "      note: x\n      choices:", StringComparison.Ordinal) },
        { DiagnosticCodes.WrongType, EnglishOfDays, "    en: to be translated\n" },
        { DiagnosticCodes.MissingTier, "        tier2: {amount: 15}\n", "" },
    };

    [Fact]
    public void Accepts_TheBundledDocuments() => Assert.Empty(PolicyFolder.Load(TestPolicies.Folder).Problems);

    [Theory]
    [MemberData(nameof(BadEdits))]
    public void Rejects_WithCodeAndPlace(string code, string good, string bad)
    {
        var problems = Problems(Edit(good, bad));
        Assert.Contains(problems, p => p.Code == code);
        Assert.All(problems, p => Assert.True(p.Position.Line >= 1 && p.Position.Column >= 1 && p.Message.Length > 10, p.ToString()));
    }

    /// <summary>The interpreter keeps the readings that it asks as the bits of one number.</summary>
    [Fact]
    public void Rejects_MoreReadingsThanTheInterpreterCanTellApart()
    {
        var more = string.Concat(Enumerable.Range(0, 64)
            .Select(i => $"  - {{id: extra-{i}, question: q, as_written: a, choices: {{a: x, b: y}}, reason: r, section: 一}}\n"));
        Assert.Contains(Problems(Good.TrimEnd() + "\n" + more), p => p.Code == DiagnosticCodes.Reading
            && p.Message.Contains("at most 64", StringComparison.Ordinal));
    }

    [Fact]
    public void Rejects_ReportingEveryProblemAtOnce()
    {
        var text = Edit("{amount: 360, rate: 90%, of: tier1}", "{amount: x}").Replace("revision: 1", "revision: 0", StringComparison.Ordinal)
            .Replace("identities: [orphan", "identities: [orphn", StringComparison.Ordinal)
                .Replace("choose: payment", "choose: now", StringComparison.Ordinal);
        Assert.Equal(3, Problems(text).Count(p => p.Code == DiagnosticCodes.BadValue));
    }

    [Fact]
    public void Rejects_NamingTheLine()
    {
        var line = Good.Split('\n').ToList().FindIndex(l => l.Contains("uplift_points: 5", StringComparison.Ordinal)) + 1;
        var problem = Assert.Single(Problems(Edit("uplift_points: 5", "uplift_points: five")));
        Assert.Equal(line, problem.Position.Line);
        Assert.Contains("'five'", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Every English text that is missing, with the place where it should stand.</summary>
    [Fact]
    public void Rejects_AMissingEnglishText()
    {
        var lines = Good.Split('\n').ToList();
        var line = lines.FindIndex(l => l == "    en:") + 2;
        var problem = Assert.Single(Problems(Edit("      question: From which day are the 90 days (90日) counted?\n", "")));
        Assert.Equal((line, "'question' is missing"), (problem.Position.Line, problem.Message));
        var withoutReason = EnglishOfDays[..EnglishOfDays.IndexOf("      reason:", StringComparison.Ordinal)];
        Assert.Equal("'reason' is missing", Assert.Single(Problems(Edit(EnglishOfDays, withoutReason))).Message);
        Assert.Equal("'en' is missing", Assert.Single(Problems(Edit(EnglishOfDays, ""))).Message);
        var renamed = Problems(Edit(EnglishOfDays, EnglishOfDays.Replace("start_day_counted", "start_day", StringComparison.Ordinal)));
        Assert.Equal(["'start_day_counted' is missing", "'start_day' is not a key here"], renamed.Select(p => p.Message.Split(';')[0]));
    }

    [Fact]
    public void Digest_IsIndependentOfLayoutAndSensitiveToValues()
    {
        var digest = TestPolicies.Fengdu2025.Digest;
        Assert.Equal(digest, Read("# another comment\n" + Good.Replace("revision: 1", "revision:   1   # first", StringComparison.Ordinal))!.Digest);
        Assert.NotEqual(digest, Read(Edit("choose: on_top", "choose: inside"))!.Digest);
    }

    internal static Policy? Read(string text) => PolicyReader.Read("test.yaml", text, TestPolicies.Book.Codes, []);

    internal static string Edit(string good, string bad)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        return Good.Replace(good, bad, StringComparison.Ordinal);
    }

    private static List<Diagnostic> Problems(string text)
    {
        var problems = new List<Diagnostic>();
        Assert.Null(PolicyReader.Read("test.yaml", text, TestPolicies.Book.Codes, problems));
        Assert.NotEmpty(problems);
        return problems;
    }
}
