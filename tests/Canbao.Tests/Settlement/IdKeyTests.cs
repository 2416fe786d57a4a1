using System.Text;
using Canbao.Recalculation.Settlement;
using Canbao.Tests.Recalculation;

namespace Canbao.Tests.Settlement;

/// <summary>One person is one id, however it was typed; other persons stay others.</summary>
public class IdKeyTests
{
    private const string Number = "11010519491231002X";

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData(" 11010519491231002X ")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ")]
    [InlineData("110105 19491231 002X")]
    [InlineData("'11010519491231002X")]
    [InlineData("’11010519491231002x")]
    [InlineData("＇11010519491231002X")]
    [InlineData("\u200b11010519491231002X")]
    [InlineData("110105\u200d19491231\ufeff002X")]
    [InlineData("\u202a11010519491231002X\u202c")]
    [InlineData("\u00a011010519491231002X\u3000")]
    public void Spellings_OfOneNumber(string spelt) => Assert.Equal(Number, Key(spelt));

    [Theory]
    [InlineData("R 1", "R 1")]
    [InlineData("Rx", "Rx")]
    [InlineData("rx", "rx")]
    [InlineData("A-1", "A-1")]
    [InlineData("007", "007")]
    [InlineData("7", "7")]
    [InlineData("Ｒ１", "R1")]
    [InlineData("'R1", "R1")]
    [InlineData("张三", "张三")]
    [InlineData("'", "'")]
    [InlineData("110105491231002", "110105491231002")]
    [InlineData("110105 491231 002", "110105491231002")]
    [InlineData("1101051949123100xx", "1101051949123100xx")]
    public void Others_StayWhatTheyAre(string id, string key) => Assert.Equal(key, Key(id));

    [Fact]
    public void Recalculation_FindsThem_AndKeepsWhatCame()
    {
        string[] ids = [Number, "R1", "11010519491231002x", "r1", "１１０１０５１９４９１２３１００２Ｘ", "R1", "\"'11010519491231002X\""];
        var text = "id,region,benefit_year,payment_date,tier\n" + string.Concat(ids.Select(id => $"{id},500230,2025,20241101,tier1\n"));
        string[] sheet = [];
        var run = Recalculated.Of(TestPolicies.Book, Encoding.UTF8.GetBytes(text), o => o with { FindDuplicates = true },
            folder => sheet = File.ReadAllLines(Path.Combine(folder, "sheets", "duplicates.csv")));
        Assert.Equal(ids.Select(id => id.Trim('"')), run.Quotes[1..].Select(row => row.Split(',')[0].Trim('"')));
        Assert.Equal(
        [
            $"11010519491231002x,{Number},2,4,4", $"１１０１０５１９４９１２３１００２Ｘ,{Number},2,6,4", "R1,R1,3,7,2", $"'11010519491231002X,{Number},2,8,4",
        ], sheet[1..].Order(Comparer<string>.Create((a, b) => Line(a).CompareTo(Line(b)))).Select(row => row.Replace("''", "'", StringComparison.Ordinal)));

        static int Line(string row) => int.Parse(row.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Key(string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        var spelt = SpeltId.Of(bytes);
        Assert.Equal(id, Encoding.UTF8.GetString(SpeltId.Id(spelt)));
        if (IdKey.IsOwn(bytes)) Assert.Equal(bytes, spelt);
        return Encoding.UTF8.GetString(SpeltId.Key(spelt));
    }
}
