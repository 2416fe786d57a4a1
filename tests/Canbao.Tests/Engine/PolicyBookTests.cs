namespace Canbao.Tests.Engine;

public class PolicyBookTests
{
    [Theory]
    [InlineData("500230")]
    [InlineData("500230105")]
    [InlineData("500230105201")]
    public void Region_FallsBackToItsCounty(string region) => Assert.Same(TestPolicies.Fengdu2025, TestPolicies.Book.FindPolicy(region, 2025, 0, out _));

    [Theory]
    [InlineData("", true, "region")]
    [InlineData("50023", true, "region")]
    [InlineData("5002301052011", true, "region")]
    [InlineData("50023x", true, "region")]
    [InlineData("５００２３０", true, "region")]
    [InlineData("990000", false, "region")]
    public void Rejects_UnknownRegion(string region, bool invalid, string field)
    {
        Assert.Null(TestPolicies.Book.Find(region, 2025, 0, out var problem));
        Assert.Equal(invalid, problem.IsInvalid);
        Assert.Equal(field, problem.Problem.Field);
    }

    [Fact]
    public void Rejects_UnknownYearNamingWhatExists()
    {
        Assert.Null(TestPolicies.Book.Find("500230", 2031, 0, out var problem));
        Assert.Equal("benefit_year", problem.Problem.Field);
        Assert.Contains("it has 2025", problem.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_UnknownRevisionNamingWhatExists()
    {
        Assert.Same(TestPolicies.Fengdu2025, TestPolicies.Book.FindPolicy("500230", 2025, 1, out _));
        Assert.Null(TestPolicies.Book.Find("500230", 2025, 9, out var problem));
        Assert.Contains("it has 1", problem.Problem.Message, StringComparison.Ordinal);
    }
}
