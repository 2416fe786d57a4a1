using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Canbao.Recalculation.Settlement;
using Canbao.V1;
using InputProblem = Canbao.Policies.InputProblem;
using RejectCodes = Canbao.Policies.RejectCodes;

namespace Canbao.Tests.Settlement;

public partial class ReportHtmlTests
{
    private const string Hostile = "<script>alert('x')</script>\"&\u202E";

    private static readonly (Quote Quote, string Tier)[] Residents = DrawnQuotes.Of(seed: 24, 3000);

    /// <summary>A browser is forgiving; an XML parser finds every tag that is not closed and every text that is not escaped.</summary>
    [Fact]
    public void Page_IsWellFormedAndNeedsNothingElse()
    {
        var page = Page(Data());
        var document = Parsed(page);
        Assert.DoesNotContain(document.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "iframe" or "object");
        Assert.DoesNotContain(document.Descendants().Attributes().Select(a => a.Name.LocalName),
            name => name is "src" or "href" or "style" || name.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.Equal(5, document.Descendants().Count(e => e.Name.LocalName == "svg"));
    }

    [Fact]
    public void Page_ShowsTheFigures()
    {
        var (data, text) = (Data(), Parsed(Page(Data())).Root!.Value);
        var total = data.Sheet.Total();
        foreach (var shown in new[] { "3,000", "3,007", Money(total[SettlementAmount.FundingTotal]), Money(total[SettlementAmount.Fee]), data.Checksum,
            data.Book.Digest, "2025-11-22 10:30 +08:00", "1 个编号重复，多出 2 行；4 行没有编号", "人员类别代码不存在", "5 项核对全部相符" })
            Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.All(TestPolicies.Book.Policies, policy => Assert.Contains(policy.Digest, text, StringComparison.Ordinal));
        Assert.All(data.Reasons.All, reason => Assert.Contains(reason.Reason.Text, text, StringComparison.Ordinal));
    }

    [Fact]
    public void HostileTexts_StayTexts()
    {
        var sheet = DrawnQuotes.Sheet(Residents);
        var quote = DrawnQuotes.Made(QuoteStatus.Open, Hostile);
        (quote.MatchedIdentity, quote.FeeFen, quote.FundingTotalFen) = (Hostile, 5, 5);
        quote.Contributions.Add(new Contribution { Payer = Hostile, AmountFen = 5 });
        sheet.Add(quote, Hostile, 1);
        var rejects = new RejectCounts();
        rejects.Add(new InputProblem(RejectCodes.TextDamaged, Hostile, Hostile));
        var bytes = Encoding.UTF8.GetBytes(Hostile);
        var data = Data() with
        {
            Sheet = sheet, Rejects = rejects, Input = Hostile, Output = Hostile, Version = Hostile, Checksum = Hostile, Facts = [(Hostile, Hostile)],
            Duplicates = new(1, 1, 0, [new(bytes, bytes, new(0, 1), new(1, 2), 2)], 2),
        };
        var page = Page(data);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", page, StringComparison.Ordinal);
        Assert.Contains("<script>alert('x')</script>", Parsed(page).Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rows", "行数＝已计算＋已退回")]
    [InlineData("answered", "结算表人数＝已计算")]
    [InlineData("reasons", "未确定清单人数＝结算表中未确定人数")]
    [InlineData("money", "各方出资之和＝筹资合计")]
    [InlineData("money", "结算单元数＝收支相符的单元数")]
    [InlineData("money", "999999/2025@1, identity none, tier x, status open: the payers' lines are 7 fen, the funding totals 5 fen")]
    public void ProofThatFails_IsSaidFirst(string wrong, string named)
    {
        var data = Data();
        if (wrong == "rows") data = data with { Rows = data.Rows + 1 };
        if (wrong == "answered") data = data with { Answered = data.Answered - 1, Rejected = data.Rejected + 1 };
        if (wrong == "reasons") data.Reasons.Add(DrawnQuotes.Made(QuoteStatus.Undetermined), 1);
        if (wrong == "money")
        {
            var quote = DrawnQuotes.Made(QuoteStatus.Open);
            (quote.FeeFen, quote.FundingTotalFen) = (5, 5);
            quote.Contributions.Add(new Contribution { Payer = "resident", AmountFen = 7 });
            data.Sheet.Add(quote, "x", 1);
        }
        var document = Parsed(Page(data));
        Assert.Contains("不可使用", document.Descendants().Single(e => e.Attribute("class")?.Value == "proof fails").Value, StringComparison.Ordinal);
        Assert.Contains(document.Descendants().Where(e => e.Name.LocalName == "li"), li =>
            li.Value.StartsWith('✘') && li.Value.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void NothingAtAll_IsAReportToo()
    {
        var data = Data() with { Sheet = new(), Reasons = new(), Rejects = new(), Duplicates = null, Rows = 0, Answered = 0, Rejected = 0 };
        var text = Parsed(Page(data)).Root!.Value;
        Assert.Contains("未检查", text, StringComparison.Ordinal);
        Assert.Contains("无 none", text, StringComparison.Ordinal);
        Assert.Contains("全部相符", text, StringComparison.Ordinal);
    }

    /// <summary>A province has more counties than a page can show.</summary>
    [Fact]
    public void LongTable_IsCutAndSaysSo()
    {
        var sheet = new SettlementSheet();
        for (var i = 0; i < 3000; i++) sheet.Add(DrawnQuotes.Made(QuoteStatus.Closed, $"{100000 + i}"), "", 1);
        var html = HtmlText.Of(SettlementTables.ByCounty(sheet, new SheetNames(TestPolicies.Book)));
        Assert.Equal(HtmlText.MostRows, Regex.Count(html, "<td>10"));
        Assert.Contains("全表见 by_county.csv", html, StringComparison.Ordinal);
    }

    private static ReportData Data()
    {
        var (reasons, rejects) = (new ReasonCounts(), new RejectCounts());
        foreach (var (quote, _) in Residents) reasons.Add(quote, 1);
        for (var i = 0; i < 7; i++) rejects.Add(new InputProblem(RejectCodes.IdentityUnknown, $"identities[{i}]", $"'{i}' is none"));
        return new ReportData
        {
            Input = "in.csv", Output = "out.csv", MadeAt = new DateTimeOffset(2025, 11, 22, 10, 30, 0, TimeSpan.FromHours(8)), Version = "0.0.0",
            Book = TestPolicies.Book, Rows = 3007, Blank = 0, Answered = 3000, Rejected = 7, Checksum = new string('c', 64),
            Sheet = DrawnQuotes.Sheet(Residents),
            Reasons = reasons, Rejects = rejects,
            Duplicates = new(1, 2, 4, [new("R1"u8.ToArray(), "R1"u8.ToArray(), new(0, 2), new(0, 9), 3)], 1),
        };
    }

    private static string Page(ReportData data)
    {
        using var page = new StringWriter();
        ReportHtml.Write(page, data);
        return page.ToString();
    }

    private static XDocument Parsed(string page) =>
        XDocument.Parse(VoidElement().Replace(page.Replace("<!doctype html>", "", StringComparison.Ordinal), "<$1/>"));

    private static string Money(Tally tally) => SheetValue.Sum(tally).Shown();

    [GeneratedRegex("<(meta [^>]*)>")]
    private static partial Regex VoidElement();
}
