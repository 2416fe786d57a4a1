using Canbao.Documents;
using Canbao.Documents.WorkedCases;
using Canbao.Policies;

namespace Canbao.Tests.WorkedCases;

/// <summary>A wrong expectation is reported, whichever field of the answer it is about.</summary>
public class WrongAnswerTests
{
    private const string Ordinary = "tier: tier1, payment_date: 2024-11-20";
    private const string Poor = Ordinary + ", identities: [subsistence_allowance]";
    private const string Unsettled = Ordinary + ", identities: [martyr_family]";

    /// <summary>Input, and the right and a wrong expectation.</summary>
    public static TheoryData<string, string, string> Expectations { get; } = new()
    {
        { Ordinary, "status: open", "status: open_late" },
        { "tier: tier1, payment_date: 2024-09-13", "next_open_date: 2024-09-14", "next_open_date: 2024-09-15" },
        { Ordinary, "next_open_date: not_stated", "next_open_date: 2024-11-20" },
        { Ordinary + ", circumstance: newborn, independent_enrolment: no", "missing_fields: [guardian_paid, birth_date]", "missing_fields: [guardian_paid]" },
        { Poor, "unspecified: [assistance_fund]", "unspecified: []" },
        { Unsettled, "notices: [tier1-of-the-775-group]", "notices: [two-waits]" },
        { Ordinary + ", already_paid_normally: yes", "warnings: [cover_follows_first_payment]", "warnings: []" },
        { Ordinary, "individual_standard: 400", "individual_standard: 380" },
        { Poor, "assistance: 360", "assistance: 0" },
        { Poor, "fund: not_specified", "fund: not_stated" },
        { Poor, "identity: subsistence_allowance", "identity: orphan" },
        { Poor, "recognised_by: civil_affairs_or_disabled_federation", "recognised_by: civil_affairs" },
        { Ordinary, "assistance_deferred_to: not_stated", "assistance_deferred_to: 2026" },
        { Ordinary, "assisted_payment_available: not_stated", "assisted_payment_available: no" },
        { Poor, "fee: 40", "fee: 40.01" },
        { Unsettled, "fee: not_stated", "fee: 0" },
        { Poor + ", assisted_there: yes", "fee_at_least: 40", "fee_at_least: 0" },
        { Unsettled, "fee_at_most: 400", "fee_at_most: not_stated" },
        { Ordinary, "addons: {}", "addons: {accident_30: 30}" },
        { Ordinary, "addon_total: not_stated", "addon_total: 0" },
        { Ordinary, "addon_term: not_stated", "addon_term: one_year" },
        { Poor, "payable: 40", "payable: 400" },
        { Ordinary, "fiscal_subsidy: 670", "fiscal_subsidy: 640" },
        { Ordinary, "fiscal_subsidy_kind: by_reference", "fiscal_subsidy_kind: exact" },
        { Ordinary, "fiscal_subsidy_basis: 2024_figure_2025_not_stated", "fiscal_subsidy_basis: not_stated" },
        { Poor, "contributions: {resident: 40, not_specified: 360, fiscal_subsidy: 670}", "contributions: {resident: 40, fiscal_subsidy: 670}" },
        { Poor, "funding_total: 1070", "funding_total: 710" },
        { Ordinary, "waiting: 0 days", "waiting: not_stated" },
        { Ordinary + ", gap_years: 1", "waiting: 4 months", "waiting: 4 days" },
        { Ordinary, "benefit_start: 2025-01-01", "benefit_start: 2024-11-20" },
        { Ordinary, "benefit_end: 2025-12-31", "benefit_end: not_stated" },
        { Poor, "deductible: 9398.5", "deductible: 18797" },
        { Poor, "uplift_points: 5", "uplift_points: not_stated" },
        { Poor, "no_cap: yes", "no_cap: no" },
        { Ordinary + ", continuous_years: 4", "cap_uplift_continuous: yes", "cap_uplift_continuous: no" },
        { Ordinary + ", zero_claim_last_year: yes", "cap_uplift_zero_claim: yes", "cap_uplift_zero_claim: not_stated" },
        { Ordinary + ", continuous_years: 4", "uplift_steps: 1", "uplift_steps: 0" },
    };

    [Theory]
    [MemberData(nameof(Expectations))]
    public void Field_IsReportedIfItIsWrong(string input, string right, string wrong)
    {
        Assert.Empty(Check(input, $"answer: {{{Status(right, input)}{right}}}"));
        var problem = Assert.Single(Check(input, $"answer: {{{Status(wrong, input)}{wrong}}}"));
        Assert.Equal((DiagnosticCodes.WorkedCase, 5), (problem.Code, problem.Position.Line));
        var (name, expected) = (wrong.Split(':')[0], wrong[(wrong.IndexOf(':') + 2)..]);
        Assert.StartsWith($"case 'x': {name}: expected {expected}, got ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryField_IsAmongTheExpectations() =>
        Assert.Equal(AnswerFields.All.Select(f => f.Name).Order(), Expectations.Select(e => e.Data.Item2.Split(':')[0]).Distinct().Order());

    [Theory]
    [InlineData("error: tier", "tier: standard, payment_date: 2024-11-20", true)]
    [InlineData("error: tier", Ordinary, false)]
    [InlineData("error: gap_years", "tier: standard, payment_date: 2024-11-20", false)]
    [InlineData("error: tier", "tier: standard, payment_date: 2024-11-20, birth_date: 2024-11-21", false)]
    [InlineData("error: [tier, birth_date]", "tier: standard, payment_date: 2024-11-20, birth_date: 2024-11-21", true)]
    [InlineData("answer: {status: open}", "tier: standard, payment_date: 2024-11-20", false)]
    public void RefusedInput_IsReportedIfItIsNotExpected(string expectation, string input, bool good)
    {
        var problems = Check(input, expectation);
        if (good) Assert.Empty(problems);
        else Assert.Equal(DiagnosticCodes.WorkedCase, Assert.Single(problems).Code);
    }

    /// <summary>An answer states its status; where the test is about another field, the right one.</summary>
    private static string Status(string expectation, string input) => expectation.StartsWith("status", StringComparison.Ordinal) ? ""
        : input.Contains("already_paid", StringComparison.Ordinal) ? "status: already_paid, "
        : input.Contains("martyr", StringComparison.Ordinal) || input.Contains("newborn", StringComparison.Ordinal)
            || input.Contains("assisted_there", StringComparison.Ordinal) ? "status: undetermined, "
        : input.Contains("09-13", StringComparison.Ordinal) ? "status: closed, " : "status: open, ";

    private static List<Diagnostic> Check(string input, string expectation)
    {
        var problems = new List<Diagnostic>();
        var text = $"cases:\n  - id: x\n    question: 问？\n    input: {{{input}}}\n    {expectation}\n";
        var item = Assert.Single(WorkedCaseReader.Read("x.cases.yaml", text, TestPolicies.Fengdu2025, problems));
        Assert.Empty(problems);
        return [.. item.Check(TestPolicies.Fengdu2025)];
    }
}
