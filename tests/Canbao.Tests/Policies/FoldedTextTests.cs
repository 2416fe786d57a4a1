using Canbao.Documents;
using Canbao.Notices.Citations;

namespace Canbao.Tests.Policies;

/// <summary>What counts where a quotation is compared with a notice, and the passage that is shown instead.</summary>
public class FoldedTextTests
{
    [Theory]
    [InlineData("医疗保 〇〇〇 险", "医疗保险")]
    [InlineData("二〇二五年", "二〇二五年")]
    [InlineData("〇 号", "〇号")]
    [InlineData("每月 1–25日", "每月1-25日")]
    [InlineData("1、2 级", "1-2级")]
    [InlineData("9398.5元", "9398.5元")]
    [InlineData("７０％", "70%")]
    [InlineData("ＡPP（湘税）", "app湘税")]
    [InlineData("380\t\n元/人•年", "380元人年")]
    [InlineData("，。 \n", "")]
    public void Fold_KeepsWhatCounts(string text, string folded) => Assert.Equal(folded, FoldedText.Fold(text));

    [Fact]
    public void Passage_IsTheOriginalInOneLine()
    {
        var text = FoldedText.Of("一、标准\n\t个人 缴费\n标准为400元。");
        Assert.Equal("个人 缴费 标准为400元", text.Passage(text.Text.IndexOf("个人", StringComparison.Ordinal), "个人缴费标准为400元".Length));
    }

    /// <summary>Compared with every substring, one by one.</summary>
    [Fact]
    public void NearestPassage_HasTheFewestChangesOfAll()
    {
        var random = new Random(20260);
        var found = 0;
        for (var i = 0; i < 400; i++)
        {
            var (wanted, text) = (Letters(random, random.Next(1, 9)), Letters(random, random.Next(0, 16)));
            var least = (from start in Enumerable.Range(0, text.Length)
                         from length in Enumerable.Range(1, text.Length - start)
                         select Distance(wanted, text.Substring(start, length))).DefaultIfEmpty(int.MaxValue).Min();
            var near = NearestPassage.Of(wanted, text);
            Assert.Equal(least <= wanted.Length * 2 / 5, near is not null);
            if (near is not { } passage) continue;
            Assert.Equal(least, Distance(wanted, text.Substring(passage.Start, passage.Length)));
            found++;
        }
        Assert.True(found > 50, $"only {found} passages");
    }

    private static string Letters(Random random, int count) => string.Concat(Enumerable.Range(0, count).Select(_ => "甲乙丙"[random.Next(3)]));

    private static int Distance(string a, string b) => a.Length == 0 ? b.Length : b.Length == 0 ? a.Length
        : Math.Min(Distance(a[1..], b[1..]) + (a[0] == b[0] ? 0 : 1), a[0] == b[0] ? int.MaxValue : Math.Min(Distance(a[1..], b), Distance(a, b[1..])) + 1);
}
