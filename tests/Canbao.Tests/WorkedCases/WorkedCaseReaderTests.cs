using Canbao.Documents;
using Canbao.Documents.WorkedCases;
using Canbao.Policies;

namespace Canbao.Tests.WorkedCases;

/// <summary>Every way in which a file of cases can be wrong, each made by one edit.</summary>
public class WorkedCaseReaderTests
{
    private const string Good = """
        cases:
          - id: ordinary
            question: 普通居民缴多少？
            input: {tier: tier1, payment_date: 2024-11-20, identities: [orphan], gap_years: 0}
            answer: {status: open, fee: 0, fund: not_specified, identity: orphan,
              recognised_by: civil_affairs_or_disabled_federation, waiting: 0 days,
              benefit_start: 2025-01-01, no_cap: not_stated, cap_uplift_continuous: no, uplift_steps: not_stated, missing_fields: [],
              unspecified: [assistance_fund], notices: [], contributions: {resident: 0, not_specified: 400, fiscal_subsidy: 670}}
          - id: refused
            question: 填错档次？
            input: {tier: standard, payment_date: 2024-11-20}
            error: tier
        """;

    [Theory]
    [InlineData(DiagnosticCodes.NotYaml, "cases:", "cases: [")]
    [InlineData(DiagnosticCodes.MissingKey, "cases:", "case:")]
    [InlineData(DiagnosticCodes.UnknownKey, "cases:", "more: 1\ncases:")]
    [InlineData(DiagnosticCodes.MissingKey, "id: ordinary\n    question", "question")]
    [InlineData(DiagnosticCodes.MissingKey, "    question: 普通居民缴多少？\n", "")]
    [InlineData(DiagnosticCodes.MissingKey, "    error: tier", "")]
    [InlineData(DiagnosticCodes.UnknownKey, "    error: tier", "    error: tier\n    answer: {status: open}")]
    [InlineData(DiagnosticCodes.MissingKey, "status: open, ", "")]
    [InlineData(DiagnosticCodes.MissingKey, ", payment_date: 2024-11-20}", "}")]
    [InlineData(DiagnosticCodes.UnknownKey, "gap_years: 0", "gap_year: 0")]
    [InlineData(DiagnosticCodes.UnknownKey, "fee: 0", "fees: 0")]
    [InlineData(DiagnosticCodes.DuplicateKey, "fee: 0", "fee: 0, fee: 1")]
    [InlineData(DiagnosticCodes.DuplicateId, "id: refused", "id: ordinary")]
    [InlineData(DiagnosticCodes.WrongType, "fee: 0", "fee: [0]")]
    [InlineData(DiagnosticCodes.WrongType, "notices: []", "notices: two-waits")]
    [InlineData(DiagnosticCodes.WrongType, "input: {tier: standard, payment_date: 2024-11-20}", "input: none")]
    [InlineData(DiagnosticCodes.WrongType, "contributions: {resident: 0, not_specified: 400, fiscal_subsidy: 670}", "contributions: 1070")]
    [InlineData(DiagnosticCodes.BadValue, "status: open", "status: opened")]
    [InlineData(DiagnosticCodes.BadValue, "fee: 0", "fee: nothing")]
    [InlineData(DiagnosticCodes.BadValue, "2025-01-01", "2025-01-32")]
    [InlineData(DiagnosticCodes.BadValue, "0 days", "no_wait")]
    [InlineData(DiagnosticCodes.BadValue, "no_cap: not_stated", "no_cap: none")]
    [InlineData(DiagnosticCodes.BadValue, "uplift_steps: not_stated", "uplift_steps: one")]
    [InlineData(DiagnosticCodes.BadValue, "gap_years: 0", "gap_years: -1")]
    [InlineData(DiagnosticCodes.BadValue, "gap_years: 0", "circumstance: new_born")]
    [InlineData(DiagnosticCodes.BadValue, "missing_fields: []", "missing_fields: [birthday]")]
    [InlineData(DiagnosticCodes.BadValue, "[assistance_fund]", "[fund]")]
    [InlineData(DiagnosticCodes.UnknownReading, "notices: []", "notices: [three-waits]")]
    [InlineData(DiagnosticCodes.UnknownIdentity, "identity: orphan", "identity: orphans")]
    [InlineData(DiagnosticCodes.UnknownCode, "fund: not_specified", "fund: nobody")]
    [InlineData(DiagnosticCodes.UnknownCode, "recognised_by: civil_affairs_or_disabled_federation", "recognised_by: nobody")]
    [InlineData(DiagnosticCodes.UnknownCode, "not_specified: 400", "nobody: 400")]
    public void Rejects_WithCodeAndPlace(string code, string good, string bad)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var problems = new List<Diagnostic>();
        WorkedCaseReader.Read("2025.cases.yaml", Good.Replace(good, bad, StringComparison.Ordinal), TestPolicies.Fengdu2025, problems);
        var problem = Assert.Single(problems, p => p.Code == code);
        Assert.True(problem.Position is { File: "2025.cases.yaml", Line: >= 1, Column: >= 1 } && problem.Message.Length > 10, problem.ToString());
    }

    [Fact]
    public void Accepts_TheGoodFile()
    {
        var problems = new List<Diagnostic>();
        var cases = WorkedCaseReader.Read("2025.cases.yaml", Good, TestPolicies.Fengdu2025, problems);
        Assert.Equal(["ordinary", "refused"], cases.Select(c => c.Id));
        Assert.Empty(problems.Concat(cases.SelectMany(c => c.Check(TestPolicies.Fengdu2025))));
    }

    [Fact]
    public void Rejects_ReportingEveryProblemAtOnce()
    {
        var problems = new List<Diagnostic>();
        WorkedCaseReader.Read("2025.cases.yaml", Good.Replace("fee: 0", "fee: x", StringComparison.Ordinal)
            .Replace("identity: orphan", "identity: x", StringComparison.Ordinal).Replace("0 days", "x", StringComparison.Ordinal),
            TestPolicies.Fengdu2025, problems);
        Assert.Equal(3, problems.Count);
    }
}
