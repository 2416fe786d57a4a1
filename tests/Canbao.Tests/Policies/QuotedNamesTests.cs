using Canbao.Documents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>Which codes a quotation names, with invented code lists.</summary>
public class QuotedNamesTests
{
    private const string Lists = """
        identities:
          - {code: poor, zh: 特困人员, en: poor, also: [特困供养人员]}
          - {code: rural_poor, zh: 农村特困户, en: rural poor, kind_of: poor}
          - {code: honoured, zh: 优抚对象, en: honoured}
          - {code: highly_honoured, zh: 重点优抚对象, en: highly honoured}
          - {code: soldier, zh: 1—6级军人, en: soldier}
          - {code: veteran, zh: 退役军人, en: veteran}
        departments:
          - {code: veterans_office, zh: 退役军人部门, en: veterans office}
        funds:
          - {code: relief, zh: 医疗救助, en: relief}
        """;

    [Theory]
    [InlineData("对特困 人员给予资助", "poor", true)]
    [InlineData("对特困供养人员给予资助", "poor", true)]
    [InlineData("对农村特困户给予资助", "poor", false)]
    [InlineData("对特困人员给予资助", "rural_poor", true)]
    [InlineData("对孤儿给予资助", "rural_poor", false)]
    [InlineData("重点优抚对象全额资助", "highly_honoured", true)]
    [InlineData("重点优抚对象全额资助", "honoured", false)]
    [InlineData("重点优抚对象、优抚对象全额资助", "honoured", true)]
    [InlineData("1–6级军人", "soldier", true)]
    [InlineData("16级军人", "soldier", false)]
    [InlineData("退役军人部门", "veteran", false)]
    [InlineData("退役军人部门：退役军人", "veteran", true)]
    [InlineData("退役军人部门：退役军人", "veterans_office", true)]
    [InlineData("医疗救助资金", "relief", true)]
    public void Names_AsANoticeSaysThem(string quotation, string id, bool named)
    {
        var problems = new List<Diagnostic>();
        var codes = CodeListReader.Read("lists.yaml", Lists, problems)!;
        Assert.Empty(problems);
        var rule = new Rule("rule", [new Clause("一", "另一处摘录", default), new Clause("一", quotation, default)], default);
        Assert.Equal(named, new QuotedNames(codes).Names(rule, (codes.Identity(id) ?? codes.Department(id) ?? codes.Fund(id))!));
    }

    [Theory]
    [InlineData("also: [特困供养人员]", "also: [优抚 对象]")]
    [InlineData("zh: 重点优抚对象", "zh: 特困供养人员")]
    public void Rejects_ANameOfTwoCodes(string good, string bad)
    {
        var problems = new List<Diagnostic>();
        Assert.Null(CodeListReader.Read("lists.yaml", Lists.Replace(good, bad, StringComparison.Ordinal), problems));
        Assert.Contains("a name belongs to one code", Assert.Single(problems).Message, StringComparison.Ordinal);
    }
}
