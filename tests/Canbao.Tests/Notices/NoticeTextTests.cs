using System.Diagnostics;
using System.Text;
using Canbao.Notices;
using static Canbao.Tests.Notices.InventedNotices;

namespace Canbao.Tests.Notices;

/// <summary>How scans are read: blanks, full-width forms and broken lines change no finding, and its place stays that of the notice.</summary>
public class NoticeTextTests
{
    private const string Alphabet = "0123456789年月日元%、,。;:()\n\t|./-至一二档标准的资助个人缴费财政补助等待期集中出生后内部门人员户对象末参保";

    [Theory]
    [InlineData("集 中 缴 费 期（9 月 1 日 ─12 月 2 5 日）")]
    [InlineData("集中缴费期(９月１日～１２月２５日)")]
    [InlineData("集中缴 〇〇〇 费期（9月1日——12月25日）")]
    [InlineData("集中缴费期（9月1日\u200b—12月\u300025日）")]
    public void Scan_IsReadAsItWasMeant(string window)
    {
        var edited = Edited(Table, "集中缴费期（9月1日—12月31日）", window).Replace("\n", "\r\n\r\n", StringComparison.Ordinal);
        var finding = Assert.Single(NoticeCheck.Run(edited));
        Assert.Equal(NoticeCodes.WindowDates, finding.Code);
        Assert.Equal(("错过" + window + "的新生儿", 15), (finding.Passages[1].Text, finding.Passages[1].Line));
    }

    /// <summary>A program broke the paragraphs after every 30 characters: the sentences are the same.</summary>
    [Fact]
    public void BrokenLines_AreOneParagraph()
    {
        var broken = string.Join('\n', Tiers.Split('\n').Select(line => string.Join('\n', line.Chunk(30).Select(part => new string(part)))));
        Assert.Empty(NoticeCheck.Run(broken));
        var finding = Assert.Single(NoticeCheck.Run(Edited(broken, "（即378元", "（即368元")));
        Assert.Equal(NoticeCodes.RateAmount, finding.Code);
        Assert.InRange(finding.Passages[0].Line, 5, 12);
    }

    [Fact]
    public void Cells_MayStandUnderEachOther()
    {
        const string name = "特困人员（含孤儿、事实无人抚养儿童、儿童福利机构收留抚养儿童）";
        var cells = Edited(Table, "特困人员（含孤儿、事实无人抚养儿童）\t700 元\t420 元\t0 元", name + "\n\n\t\n\t410 元\n\t0 元\n")
            .Replace("民政部门：特困人员（含孤儿、事实无人抚养儿童）", "民政部门：" + name, StringComparison.Ordinal);
        var finding = Assert.Single(NoticeCheck.Run(cells));
        Assert.Equal((NoticeCodes.Sum, 14, 18), (finding.Code, finding.Passages[0].Line, finding.Passages[0].EndLine));
        Assert.StartsWith(name, finding.Passages[0].Text, StringComparison.Ordinal);
    }

    /// <summary>CR alone, as old programs end lines, and ends of several kinds in one file.</summary>
    [Theory]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Lines_EndInAnyWay(string end)
    {
        var notice = Edited(Table, "336元\t84元", "336元\t74元").Replace("\n", end, StringComparison.Ordinal)
            .Replace("三、缴费标准" + end, "三、缴费标准\r", StringComparison.Ordinal);
        var finding = Assert.Single(NoticeCheck.Run(notice));
        Assert.Equal((NoticeCodes.Sum, 15, 11), (finding.Code, finding.Passages[0].Line, finding.Passages[1].Line));
        Assert.Equal("低保对象\t700元\t336元\t74元", finding.Passages[0].Text);
    }

    [Fact]
    public void Findings_AreAllTold()
    {
        var bad = Edited(Edited(Edited(Table, "336元\t84元", "336元\t74元"), "（9月1日—12月31日）", "（9月1日—12月25日）"), "四、工作", "五、工作");
        Assert.Equal([NoticeCodes.WindowDates, NoticeCodes.SectionNumbers, NoticeCodes.Sum],
            NoticeCheck.Run(bad).Select(f => f.Code));
    }

    /// <summary>A tenth of the largest notice; an answer that took the square of its length would take minutes.</summary>
    [Theory]
    [InlineData("2024年")]
    [InlineData("2月30日至")]
    [InlineData("民政部门:")]
    [InlineData("低保人员、")]
    [InlineData("人员、低保、等困难群众")]
    [InlineData("个人缴费标准400元资助")]
    [InlineData("一档400元按一档标准的90%即")]
    [InlineData("甲乙丙丁戊己人员\t3元\t4元\n")]
    [InlineData("2024年财政补助标准5元\n2024年财政\n")]
    [InlineData("2025.9.1—2025.12.")]
    [InlineData("二〇二五年九月一日（星期")]
    [InlineData("筹资标准5元，财政补助6元，个人缴费标准7元")]
    [InlineData("甲|3|4|\n")]
    [InlineData("甲,3,4,\n")]
    [InlineData("甲 3 4 ")]
    [InlineData("|")]
    [InlineData("二、缴费时间\n2025年9月1日至9月2日\n")]
    [InlineData("(")]
    [InlineData("1")]
    [InlineData("人")]
    [InlineData("")]
    public void Garbage_TakesLittleTime(string piece)
    {
        const int length = 40_000;
        var random = new Random(3);
        var text = piece.Length > 0 ? new StringBuilder().Insert(0, piece, length / piece.Length).ToString()
            : new string([.. Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
        var watch = Stopwatch.StartNew();
        Assert.All(NoticeCheck.Run(text), finding => Assert.Contains(finding.Code, NoticeCodes.All));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
