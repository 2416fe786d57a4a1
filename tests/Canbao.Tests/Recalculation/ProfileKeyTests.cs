using System.Text;
using Canbao.Recalculation;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>The bytes that stand for a profile: the same for the fast reader and the careful one, and another profile's never.</summary>
public class ProfileKeyTests
{
    private const string Header = "region,benefit_year,id,tier,payment_date,identities,addons";

    [Theory]
    [InlineData("500230,2025,R1,tier1,20241101,a;b,c", "500230,2025,tier1,a;b,c,")]
    [InlineData("500230,2025,R2,\"tier1\",20241102,\"a;b\",c", "500230,2025,tier1,a;b,c,")]
    public void Quotes_ThatAreNotNeeded_DoNotCount(string row, string key) => Assert.Equal(key, KeyOf(row));

    [Fact]
    public void Fields_AreKeptApart()
    {
        string[] rows =
        [
            "500230,2025,R,t,20241101,\"a,b\",c", "500230,2025,R,t,20241101,a,\"b,c\"", "500230,2025,R,t,20241101,\"a\"\",\"\"b\",c",
            "500230,2025,R,t,20241101,\"a\"\"\",\"\"\"b,c\"", "500230,2025,R,t,20241101,\"\"\"a,b\"\"\",c", "500230,2025,R,t,20241101,,\"a,b,c\"",
        ];
        Assert.Equal(rows.Length, rows.Select(KeyOf).Distinct().Count());
    }

    private static string KeyOf(string row)
    {
        var parsed = new CsvRow(ColumnLayout.MaxColumns);
        Parse(parsed, Header);
        var key = new ProfileKey(ColumnMapping.None.LayoutOf(parsed));
        Parse(parsed, row);
        return Encoding.UTF8.GetString(key.Of(parsed));
    }

    private static void Parse(CsvRow row, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        row.Parse(bytes, 0, bytes.Length);
    }
}
