using System.Text;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Settlement;

public class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠1", "'＠1")]
    [InlineData("=1,\"2\"", "\"'=1,\"\"2\"\"\"")]
    [InlineData("\"=1", "\"\"\"=1\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("低保", "低保")]
    [InlineData("'x", "'x")]
    [InlineData("<script>", "<script>")]
    [InlineData("", "")]
    public void Formulas_BecomeText(string value, string field)
    {
        Assert.Equal(field, SpreadsheetText.Field(value));
        var place = new byte[UndeterminedList.MostBytes(Encoding.UTF8.GetByteCount(value))];
        Assert.Equal(field, Encoding.UTF8.GetString(place, 0, SpreadsheetText.Write(place, Encoding.UTF8.GetBytes(value))));
    }

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(5, "0.05")]
    [InlineData(-5, "-0.05")]
    [InlineData(67000, "670.00")]
    [InlineData(-40050, "-400.50")]
    [InlineData(long.MaxValue, "92233720368547758.07")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void Yuan_AreExact(long fen, string yuan) => Assert.Equal(yuan, ExactYuan.Of(fen));
}
