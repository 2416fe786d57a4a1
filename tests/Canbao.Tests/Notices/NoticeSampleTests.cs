using Canbao.Notices;

namespace Canbao.Tests.Notices;

/// <summary>Short notices in the style of real ones, each a file in the folder Samples: bad ones have one defect, clean ones none.</summary>
public class NoticeSampleTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "tests", "Canbao.Tests", "Notices", "Samples");

    /// <summary>File, code, and a piece of each passage.</summary>
    public static TheoryData<string, string, string[]> Defects => new()
    {
        { "bad_dot_dates", NoticeCodes.WindowDates, ["2025.9.1—2025.12.31", "2025.9.1—2025.12.20"] },
        { "bad_fee_conflict_group", NoticeCodes.AmountTwice, ["每人每年435元", "每人每年453元"] },
        { "bad_md_table", NoticeCodes.Sum, ["低保对象 | 280 | 130", "每人每年400元"] },
        { "bad_total", NoticeCodes.Total, ["每人每年1080元", "每人每年400元", "每人每年700元"] },
        { "bad_two_funds", NoticeCodes.Sum, ["重度残疾人\t200\t100\t110", "每人每年400元"] },
        { "bad_weekday", NoticeCodes.Weekday, ["2025年9月8日", "星期五"] },
        { "bad_window_no_jizhong", NoticeCodes.WindowDates, ["12月31日", "2026年2月28日"] },
    };

    [Theory]
    [MemberData(nameof(Defects))]
    public void Finds_TheOneDefect(string file, string code, string[] pieces)
    {
        var finding = Assert.Single(NoticeCheck.Run(File.ReadAllText(Path.Combine(Folder, file + ".txt"))));
        Assert.Equal(code, finding.Code);
        Assert.Equal(pieces.Length, finding.Passages.Count);
        Assert.All(finding.Passages.Zip(pieces), pair => Assert.Contains(pair.Second, pair.First.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Accepts_EveryCleanSample()
    {
        var clean = Directory.GetFiles(Folder, "clean_*.txt");
        Assert.NotEmpty(clean);
        Assert.Empty(clean.SelectMany(file => NoticeCheck.Run(File.ReadAllText(file)).Select(f => $"{Path.GetFileName(file)}: {f.Code} {f.Zh}")));
    }

    [Fact]
    public void EverySample_IsTested() => Assert.Equal(
        Directory.GetFiles(Folder, "bad_*.txt").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
        Defects.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
}
