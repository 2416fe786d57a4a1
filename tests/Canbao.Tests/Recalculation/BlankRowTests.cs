using System.Text;
using Canbao.Recalculation;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>A row in which nothing stands is nobody's, whatever the defaults would make of it: not quoted, not rejected, and counted.</summary>
public class BlankRowTests
{
    private const string Header = "id,identities\n";

    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["region"] = "500230", ["benefit_year"] = "2025", ["payment_date"] = "2025-03-15", ["tier"] = "tier1",
    };

    [Theory]
    [InlineData("A1,\n,\n,\n", 1, 2)]
    [InlineData(",\n", 0, 1)]
    [InlineData(" ,  \n", 0, 1)]
    [InlineData("\t,\n", 0, 1)]
    [InlineData("\u3000,\u00a0\n", 0, 1)]
    [InlineData("\u200b,\ufeff\n", 0, 1)]
    [InlineData("\"\",\"\"\n", 0, 1)]
    [InlineData("\" \",\n", 0, 1)]
    [InlineData("\nA1,\n\n", 1, 2)]
    [InlineData(",\r\nA1,\r\n,", 1, 2)]
    [InlineData(",,,,\nA1,\n", 1, 1)]
    [InlineData(",subsistence_allowance\n", 1, 0)]
    [InlineData("张,\n", 1, 0)]
    [InlineData("-,\n", 1, 0)]
    public void Rows_AreCounted(string rows, int residents, int blank)
    {
        var run = Run(rows);
        Assert.Equal((residents, 0, blank), (run.Answered, run.Rejected, (int)run.Totals.Blank));
        Assert.Equal(residents + blank, run.Totals.Rows);
        Assert.Equal(residents, run.Quotes.Length - 1);
    }

    /// <summary>A blank row among thousands, in every place of a part, under one thread and several.</summary>
    [Fact]
    public void Counts_AddUpOverParts()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => i % 7 == 0 ? ",\n" : $"R{i},\n"));
        var (one, several) = (Run(rows, 1), Run(rows, 2));
        Assert.Equal((4_285, 715), (one.Answered, (int)one.Totals.Blank));
        Assert.Equal(one.Quotes, several.Quotes);
        Assert.Equal(one.Totals.ToJson().ToJsonString(), several.Totals.ToJson().ToJsonString());
    }

    /// <summary>Without defaults such a row was rejected, naming every field that is missing.</summary>
    [Fact]
    public void WithoutDefaults_ItIsBlankToo()
    {
        var run = Recalculated.Of(TestPolicies.Book, Encoding.UTF8.GetBytes("id,region,benefit_year,payment_date,tier\n,,,,\nA,500230,2025,20241101,tier1\n"));
        Assert.Equal((1, 0, 1L), (run.Answered, run.Rejected, run.Totals.Blank));
    }

    private static Recalculated Run(string rows, int threads = 2) => Recalculated.Of(TestPolicies.Book, Encoding.UTF8.GetBytes(Header + rows),
        o => o with { Mapping = ColumnMapping.None with { Defaults = Defaults }, Threads = threads, PartRows = 1_000 });
}
