using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>Rejects name what stands in the reader's file, and what he can do about it.</summary>
public class WordsOfRejectsTests
{
    [Theory]
    [InlineData("穷人", "'穷人' is not an identity code; ListIdentities and canbao policies identities name them")]
    [InlineData("低保对象;低保人员", "'低保对象' and '低保人员' are one identity, subsistence_allowance; give it once")]
    [InlineData("低保对象;subsistence_allowance", "'低保对象' and 'subsistence_allowance' are one identity, subsistence_allowance; give it once")]
    [InlineData("低保对象;低保对象", "'subsistence_allowance' is given twice")]
    public void Identities(string given, string says)
    {
        var run = Run(given);
        Assert.Equal((0, 1), (run.Answered, run.Rejected));
        Assert.Contains(says, run.Rejects[1], StringComparison.Ordinal);
        Assert.Equal(2, run.Rejects.Length);
    }

    /// <summary>However many there are: no more are read than are needed to refuse them.</summary>
    [Theory]
    [InlineData(17)]
    [InlineData(22)]
    [InlineData(500)]
    public void TooManyIdentities(int count)
    {
        var codes = TestPolicies.Book.Codes.Identities.Select(code => code.Id).Concat(Enumerable.Range(0, 500).Select(i => $"x{i}"));
        var run = Run(string.Join(';', codes.Take(count)));
        Assert.Contains(run.Rejects[1..], row => row.Contains("more than 16 identities are given; at most 16 are allowed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("identities", "poor", "values.identities[\"X\"]: 'poor' is no identity; canbao policies identities names them")]
    [InlineData("identities", "orphan;poor", "'poor' is no identity")]
    [InlineData("tier", "tier9", "values.tier[\"X\"]: 'tier9' is no tier of any policy")]
    public void MappingToACodeThatNobodyKnows_IsToldAtTheStart(string column, string code, string says)
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, string>> { [column] = new Dictionary<string, string> { ["X"] = code } };
        var thrown = Assert.Throws<InvalidDataException>(() => Run("", ColumnMapping.None with { Values = values }));
        Assert.StartsWith("--mapping: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("identities", "低保对象")]
    [InlineData("identities", "orphan;low_income_marginal_family")]
    [InlineData("tier", "一档")]
    public void MappingToANameOrCode_IsTaken(string column, string code)
    {
        var values = new Dictionary<string, IReadOnlyDictionary<string, string>> { [column] = new Dictionary<string, string> { ["X"] = code } };
        Assert.Equal(1, Run("", ColumnMapping.None with { Values = values }).Answered);
    }

    private static Recalculated Run(string identities, ColumnMapping? mapping = null) => Recalculated.Of(TestPolicies.Book,
        Encoding.UTF8.GetBytes($"region,benefit_year,payment_date,tier,identities\n500230,2025,2025-03-15,tier1,{identities}\n"),
        o => o with { Mapping = mapping ?? ColumnMapping.None });
}
