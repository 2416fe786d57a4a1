using System.Security.Cryptography;
using System.Text;
using Canbao.Documents;
using Canbao.Documents.Readers;
using Canbao.Notices.Citations;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>A policy and its notice, both invented; the notice is written into a folder of its own for each test.</summary>
public sealed class CitationLockTests : IDisposable
{
    private const string Notice = """
        试水县2026年度参保缴费通知
        一、缴费时间
        集中缴费期为2025年9月1日至2026年2月28日。2026年2月28日后不再办理。
        二、新生儿
        新生儿出生当年不缴费。
        缴费标准
        个人缴费标准为400元。
        四、资助
        （一）资助标准
        1. 低保家庭。
        一、二级残疾人由残联认定。民政部门认定的孤儿，
        	由医疗救助资助320元	80元
        （1）1—6级残疾军人 〇〇〇 不资助。（2）其他人员不资助。
        2．其他。以上每人9.5元。
        （二）办理
        由乡镇办理。
        五、附则
        第三条 由民政部门解释。
        本通知自二〇二五年九月一日起施行。
        """;

    private static readonly string Good = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Policies", "Bad", "good.yaml"))
        .Replace("section: 三", "section: 缴费标准", StringComparison.Ordinal)
        .Replace("section: 四", "section: 四（一）1", StringComparison.Ordinal);

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-notices-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Quotations of the same words, in another typist's hand, with the section that they stand in.</summary>
    public static TheoryData<string, string> SameWords => new()
    {
        { "四（一）1", "民政部门认定的孤儿，由医疗救助资助320元" },
        { "四（一）1", "民政部门认定的孤儿 由医疗救助资助320元 80元" },
        { "四（一）1", "民政部门认定的孤儿…医疗救助资助320元" },
        { "四(一)", "民政部门认定的孤儿；由医疗救助资助３２０元" },
        { "四", "民政部门认定的孤儿、由医疗救助 资助320 元" },
        { "资助", "民政部门认定的孤儿，由医疗救助资助320元" },
        { "四（一）", "民政部门认定的孤儿，由医疗救助资助320元 80元 （1）1–6级残疾军人不资助" },
    };

    /// <summary>Quotations that differ in a word or a figure.</summary>
    public static TheoryData<string> OtherWords =>
    [
        "民政部门认定的孤儿，由医疗救助资助320元，个人缴纳80元",
        "民政部门确定的孤儿，由医疗救助资助320元",
        "民政部门认定的孤儿，由医疗救助资助320元 16级残疾军人",
        "民政部门认定的孤儿，由医疗救助资助320元…以上每人95元",
    ];

    [Fact]
    public void Accepts_AQuotedNotice()
    {
        Write(Notice);
        var count = CitationLock.Check(Read(Good, Notice), _folder, Problems);
        Assert.Empty(Problems);
        Assert.Equal(new CitationCount(5, 4), count);
    }

    [Theory]
    [MemberData(nameof(SameWords))]
    public void Accepts_OtherSpacesPunctuationAndWidth(string section, string quotation)
    {
        Write(Notice);
        CitationLock.Check(Read(Grant(section, quotation), Notice), _folder, Problems);
        Assert.Empty(Problems);
    }

    [Theory]
    [MemberData(nameof(OtherWords))]
    public void Rejects_AChangedQuotation(string quotation)
    {
        Write(Notice);
        var policy = Read(Grant("四（一）1", quotation), Notice);
        CitationLock.Check(policy, _folder, Problems);
        var problem = Assert.Single(Problems);
        Assert.Equal((DiagnosticCodes.QuotationNotInNotice, "test.yaml:40:14"), (problem.Code, problem.Position.ToString()));
        Assert.Contains("the nearest passage is '", problem.Message, StringComparison.Ordinal);
        Assert.Contains(quotation.Contains('…', StringComparison.Ordinal) ? "以上每人9.5元'" : "孤儿， 由医疗救助资助320元", problem.Message,
            StringComparison.Ordinal);
    }

    /// <summary>A heading of words at the beginning of its line, where no line has nothing else.</summary>
    [Fact]
    public void Accepts_AnArticleThatBeginsItsLine()
    {
        Write(Notice);
        var document = Good.Replace("silent: 通知未规定缴费后身份变化", "section: 第三条, quote: 本通知自二〇二五年九月一日起施行", StringComparison.Ordinal);
        CitationLock.Check(Read(document, Notice), _folder, Problems);
        Assert.Empty(Problems);
        CitationLock.Check(Read(document.Replace("二〇二五", "二二五", StringComparison.Ordinal), Notice), _folder, Problems);
        Assert.Equal(DiagnosticCodes.QuotationNotInNotice, Assert.Single(Problems).Code);
    }

    [Fact]
    public void Rejects_PartsInAnotherOrder()
    {
        Write(Notice);
        CitationLock.Check(Read(Grant("四（一）1", "资助320元…民政部门认定的孤儿，由医疗救助"), Notice), _folder, Problems);
        Assert.Contains("another order", Assert.Single(Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_AQuotationOfAnotherNotice()
    {
        Write(Notice);
        CitationLock.Check(Read(Grant("四", "孤儿凭民政部门证明到税务大厅申请退还医疗救助资金320元"), Notice), _folder, Problems);
        Assert.Contains("nor does anything like it", Assert.Single(Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("九", "is not in notice.txt")]
    [InlineData("缴费办法", "is not in notice.txt")]
    [InlineData("四（三）", "is not in notice.txt")]
    [InlineData("四（一）3", "is not in notice.txt")]
    [InlineData("四（一）1（3）", "is not in notice.txt")]
    [InlineData("五", "but under '四、资助'")]
    [InlineData("四（二）", "but under '四、资助'")]
    [InlineData("四（一）2", "but under '四、资助'")]
    [InlineData("四（一）1（2）", "but under '四、资助'")]
    [InlineData("缴费标准", "but under '四、资助'")]
    public void Rejects_AWrongSection(string section, string message)
    {
        Write(Notice);
        CitationLock.Check(Read(Grant(section, "民政部门认定的孤儿，由医疗救助资助320元"), Notice), _folder, Problems);
        var problem = Assert.Single(Problems);
        Assert.Equal(DiagnosticCodes.SectionNotInNotice, problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_TheSectionOfAReading()
    {
        Write(Notice);
        var document = Good.Replace("readings: []", "readings:\n  - {id: ties, question: 问, choose: first_in_document, "
            + "choices: {first_in_document: 甲, last_in_document: 乙}, reason: 因, section: 九, "
            + "en: {question: q, choices: {first_in_document: a, last_in_document: b}, reason: r}}", StringComparison.Ordinal)
            .Replace("cap: individual_standard", "cap: individual_standard, ties: {reading: ties}", StringComparison.Ordinal);
        CitationLock.Check(Read(document, Notice), _folder, Problems);
        Assert.Equal(DiagnosticCodes.SectionNotInNotice, Assert.Single(Problems).Code);
    }

    [Fact]
    public void Rejects_ANoticeWithAnotherHash()
    {
        Write(Notice + "\n");
        var policy = Read(Good, Notice);
        Assert.Equal(new CitationCount(0, 0, 5), CitationLock.Check(policy, _folder, Problems));
        var problem = Assert.Single(Problems);
        Assert.Equal(DiagnosticCodes.NoticeMissing, problem.Code);
        Assert.Equal(6, problem.Position.Line);
        Assert.Contains(policy.Notice.Sha256, problem.Message, StringComparison.Ordinal);
        Assert.Contains("notice.txt", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "looked at none")]
    [InlineData(true, "there is no folder")]
    public void Rejects_AMissingNotice(bool missingFolder, string message)
    {
        CitationLock.Check(Read(Good, Notice), missingFolder ? Path.Combine(_folder, "none") : _folder, Problems);
        var problem = Assert.Single(Problems);
        Assert.Equal(DiagnosticCodes.NoticeMissing, problem.Code);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Nothing stands in an empty notice, and nothing is counted as found there.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF \r\n\t\r")]
    public void Rejects_AnEmptyNotice(string notice)
    {
        Write(notice);
        Assert.Equal(new CitationCount(0, 0, 5), CitationLock.Check(Read(Good, notice), _folder, Problems));
        var problem = Assert.Single(Problems);
        Assert.Equal(DiagnosticCodes.NoticeUnreadable, problem.Code);
        Assert.Contains("'notice.txt' is empty", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Programs write the ending in capitals, and ended lines with CR alone.</summary>
    [Theory]
    [InlineData("NOTICE.TXT", "\n")]
    [InlineData("Notice.Txt", "\r")]
    [InlineData("notice.txt", "\r\n")]
    public void Accepts_AnyCaseAndAnyEndOfLine(string file, string end)
    {
        var notice = Notice.Replace("\n", end, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, file), notice);
        Assert.Equal(new CitationCount(5, 4), CitationLock.Check(Read(Good, notice), _folder, Problems));
        Assert.Empty(Problems);
    }

    [Fact]
    public void Rejects_ANoticeThatIsNotUtf8()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Notice), 0xff, 0xfe];
        File.WriteAllBytes(Path.Combine(_folder, "notice.txt"), bytes);
        CitationLock.Check(Read(Good, bytes), _folder, Problems);
        Assert.Equal(DiagnosticCodes.NoticeUnreadable, Assert.Single(Problems).Code);
    }

    /// <summary>Every problem is reported, each once for the place where it stands.</summary>
    [Fact]
    public void Rejects_ReportingEveryProblemAtOnce()
    {
        Write(Notice);
        var document = Good.Replace("quote: 新生儿出生当年不缴费", "quote: 新生儿出生当年须缴费", StringComparison.Ordinal)
            .Replace("section: 缴费标准", "section: 缴费办法", StringComparison.Ordinal);
        Assert.Equal(new CitationCount(3, 3, 2), CitationLock.Check(Read(document, Notice), _folder, Problems));
        Assert.Equal([DiagnosticCodes.QuotationNotInNotice, DiagnosticCodes.SectionNotInNotice], Problems.Select(p => p.Code).Order());
    }

    private List<Diagnostic> Problems { get; } = [];

    private static string Grant(string section, string quotation) => Good
        .Replace("section: 四（一）1", $"section: {section}", StringComparison.Ordinal)
        .Replace("quote: 民政部门认定的孤儿，由医疗救助资助320元", $"quote: {quotation}", StringComparison.Ordinal);

    private void Write(string notice) => File.WriteAllText(Path.Combine(_folder, "notice.txt"), notice);

    private static Policy Read(string document, string notice) => Read(document, Encoding.UTF8.GetBytes(notice));

    private static Policy Read(string document, byte[] notice)
    {
        var problems = new List<Diagnostic>();
        var hash = Convert.ToHexStringLower(SHA256.HashData(notice));
        var policy = PolicyReader.Read("test.yaml", document.Replace(new string('0', 64), hash, StringComparison.Ordinal), TestPolicies.Book.Codes, problems);
        Assert.Empty(problems);
        return policy!;
    }
}
