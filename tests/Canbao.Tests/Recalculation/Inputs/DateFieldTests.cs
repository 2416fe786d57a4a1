using System.Globalization;
using System.Text;
using Canbao.Policies;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

public class DateFieldTests
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyyMMdd", "yyyy/M/d", "yyyy/MM/dd", "yyyy.M.d", "yyyy.MM.dd", "yyyy-M-d", "yyyy年M月d日", "yyyy年MM月dd日", "' 'yyyy-MM-dd'  '"];

    [Fact]
    public void EveryDay_IsReadInEveryForm()
    {
        for (var day = new DateOnly(WireDate.FirstYear, 1, 1); day <= WireDate.Latest; day = day.AddDays(day.Year is 2024 or 2025 ? 1 : 27))
            foreach (var form in Forms)
            {
                var text = day.ToString(form, CultureInfo.InvariantCulture);
                Assert.Equal(WireDate.Format(day), Parse(text));
                Assert.Equal(WireDate.Format(day), Parse(string.Concat(text.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c))));
            }
    }

    /// <summary>As exports of databases and spreadsheets have a day.</summary>
    [Theory]
    [InlineData("2025-03-15 00:00:00")]
    [InlineData("2025-03-15 23:59:59.9999999")]
    [InlineData("2025-03-15T08:30:00.123")]
    [InlineData("2025/3/15 0:00")]
    [InlineData("20250315 8:30")]
    [InlineData("2025年3月15日 8:30")]
    [InlineData("２０２５－０３－１５　００：００：００")]
    public void TimeOfDay_DoesNotMatter(string text) => Assert.Equal(20250315u, Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("　")]
    public void Nothing_IsNoDate(string text) => Assert.Equal(0u, Parse(text));

    [Theory]
    [InlineData("2025-02-29")]
    [InlineData("20251301")]
    [InlineData("20250100")]
    [InlineData("1899-12-31")]
    [InlineData("2200-01-01")]
    [InlineData("15/3/2025")]
    [InlineData("3/15/2025")]
    [InlineData("25-03-15")]
    [InlineData("2025/3-15")]
    [InlineData("2025/3")]
    [InlineData("2025/3/15/1")]
    [InlineData("2025/003/15")]
    [InlineData("2025//15")]
    [InlineData("2025年3月15")]
    [InlineData("2025年3/15日")]
    [InlineData("2025月3年15日")]
    [InlineData("2025年3月15日 8时")]
    [InlineData("2025-03-15 24:00:00")]
    [InlineData("2025-03-15 00:60")]
    [InlineData("2025-03-15 00:00:60")]
    [InlineData("2025-03-15 00:00:00Z")]
    [InlineData("2025-03-15T00:00:00+08:00")]
    [InlineData("2025-03-15 0:0")]
    [InlineData("2025-03-15 00:00:00.")]
    [InlineData("2025-03-15 x0:00")]
    [InlineData("2025-03-15 morning")]
    [InlineData("2025-03-15 2025-03-16")]
    [InlineData("2025年3月15日x")]
    [InlineData("2025年3-1月5日")]
    [InlineData("2025年-3月5日")]
    [InlineData("20250315 ２")]
    [InlineData("00:00")]
    [InlineData(" T00:00")]
    [InlineData("2025 3 15")]
    [InlineData("2025,3,15")]
    [InlineData("+2250315")]
    [InlineData("-2250315")]
    [InlineData("2025-+3-15")]
    [InlineData("99999999")]
    [InlineData("45731")]
    [InlineData("1")]
    [InlineData("2025031")]
    [InlineData("202503155")]
    [InlineData("2025-3-1x")]
    [InlineData("x025/3/15")]
    [InlineData("日期")]
    public void SomethingElse_IsTold(string text) => Assert.Equal(DateField.NoDate, Parse(text));

    /// <summary>Whatever is read as a day is one, has a year at its beginning, and nothing but its digits counts.</summary>
    [Fact]
    public void RandomText_IsADayOrTold()
    {
        var random = new Random(4);
        const string Characters = "0123456789012-/.年月日 ０x";
        var days = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var year = random.Next(4) > 0 ? "2025" : "";
            var text = year + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Characters[random.Next(Characters.Length)]));
            var date = Parse(text);
            if (date is 0 or DateField.NoDate) continue;
            days++;
            Assert.True(WireDate.TryParse(date, out _), text);
            var digits = string.Concat(text.Replace('０', '0').Where(char.IsAsciiDigit));
            var said = date.ToString(CultureInfo.InvariantCulture);
            Assert.Contains(digits, (string[])[said, said.Remove(4, said[4] == '0' ? 1 : 0), said[..6] + said[6..].TrimStart('0'),
                said[..4] + said[4..6].TrimStart('0') + said[6..].TrimStart('0')]);
        }
        Assert.InRange(days, 200, 100_000);
    }

    [Fact]
    public void BytesThatAreNoText_AreTold() => Assert.Equal(DateField.NoDate, DateField.Parse([(byte)'2', 0xFF, (byte)'0']));

    [Fact]
    public void AsciiForms_AllocateNothing()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = 0L;
        for (var i = 0; i < 1000; i++)
            sum += DateField.Parse("2025-03-15"u8) + DateField.Parse("20250315"u8) + DateField.Parse(""u8) + DateField.Parse("2025/3/15 0:00"u8);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(60_750_945_000, sum);
    }

    private static uint Parse(string text) => DateField.Parse(Encoding.UTF8.GetBytes(text));
}
