using System.Text;
using Canbao.Documents.Residents;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>What becomes of every column of a header.</summary>
public class ColumnLayoutTests
{
    private const string Required = "region,benefit_year,payment_date,tier";

    [Fact]
    public void ChineseHeaders_AreUnderstood()
    {
        var layout = Plan("{}", "个人编号,统筹区,参保年度,缴费日期,缴费档次,人员类别,特殊情形,出生日期,是否在校大学生");
        string[] columns = ["id", "region", "benefit_year", "payment_date", "tier", "identities", "circumstance", "birth_date", "university_student"];
        Assert.Equal(columns.Select((column, place) => (column, place)), layout.Places.OrderBy(p => p.Value).Select(p => (p.Key, p.Value)));
        Assert.Equal((9, 0, 3, 7, -1), (layout.Columns, layout.IdPlace, layout.Dates[0].Place, layout.Dates[1].Place, layout.Dates[2].Place));
    }

    /// <summary>Each of our columns by each of its names, with capitals, full-width letters and spaces around.</summary>
    [Fact]
    public void EveryName_MeansItsColumn()
    {
        foreach (var column in ResidentFields.Names)
        {
            Assert.True(ColumnNames.Of(column).Count >= 2, column);
            foreach (var name in ColumnNames.Of(column).Prepend(column))
            {
                Assert.Equal(column, ColumnNames.ColumnOf(name));
                Assert.Equal(column, ColumnNames.ColumnOf($" \u3000{name.ToUpperInvariant()}\u00A0"));
                Assert.Equal(column, ColumnNames.ColumnOf(string.Concat(name.Select(c => c is >= '!' and <= '~' ? (char)(c + 0xFEE0) : c))));
                Assert.Null(ColumnNames.ColumnOf(name + "x"));
            }
        }
    }

    [Fact]
    public void Mapping_DecidesBeforeNames()
    {
        var layout = Plan("""{"columns": {"tier": "标准", "payment_date": "日期"}, "pass_through": ["档次"]}""", "region,benefit_year,日期,标准,档次");
        Assert.Equal((2, 3), (layout.PlaceOf("payment_date"), layout.PlaceOf("tier")));
        Assert.Equal([new PassThroughColumn(4, "档次")], layout.PassThrough);
        var swapped = Plan("""{"columns": {"birth_date": "event_date", "event_date": "birth_date"}}""", $"{Required},birth_date,event_date");
        Assert.Equal((5, 4), (swapped.PlaceOf("birth_date"), swapped.PlaceOf("event_date")));
    }

    [Fact]
    public void PassThrough_KeepsTheOrderOfTheFile()
    {
        var layout = Plan("""{"pass_through": ["z", " 联系电话", "tier"]}""", $"联系电话,{Required},z");
        Assert.Equal([new(0, "联系电话"), new(4, "tier"), new PassThroughColumn(5, "z")], layout.PassThrough);
        Assert.Equal(["联系电话", "input_tier", "z"], layout.PassThroughHeaders(["id", "tier"]));
        var all = Plan("""{"pass_through": "all"}""", $"status,{Required},input_status,b");
        Assert.Equal([0, 5, 6], all.PassThrough.Select(p => p.Place));
        Assert.Equal(["input_input_status", "input_status", "b"], all.PassThroughHeaders(["status"]));
        Assert.Empty(Plan("""{"pass_through": "all"}""", Required).PassThrough);
    }

    [Fact]
    public void ManyColumns_AreCarriedAlong()
    {
        var header = Required + string.Concat(Enumerable.Range(0, ColumnLayout.MaxColumns - 4).Select(i => $",c{i}"));
        Assert.Equal(ColumnLayout.MaxColumns - 4, Plan("""{"pass_through": "all"}""", header).PassThrough.Count);
        AssertRefused("""{"pass_through": "all"}""", header + ",more", "the header has 1025 columns; at most 1024 are allowed");
    }

    [Fact]
    public void Defaults_StandForColumns()
    {
        var layout = Plan("""{"defaults": {"region": "500230", "benefit_year": "2025", "payment_date": "2025年3月15日"}}""", "档次,birth_date");
        Assert.Equal((20250315u, -1, 0u), (layout.Dates[0].Otherwise, layout.Dates[0].Place, layout.Dates[1].Otherwise));
    }

    [Theory]
    [InlineData("{}", "region,benefit_year,payment_date", "column 'tier' is missing")]
    [InlineData("{}", $"{Required},姓名,电话", "column '姓名' is not known; column '电话' is not known; what is not known can be carried along: pass_through")]
    [InlineData("{}", $"{Required},姓名", "The columns are id 个人编号, payment_date 缴费日期")]
    [InlineData("{}", $"{Required},档次", "'tier' and '档次' both mean tier; say which one it is in the mapping: columns.tier.")]
    [InlineData("""{"pass_through": "all"}""", $"{Required},缴费日期,出生日期,出生年月日", "'出生日期' and '出生年月日' both mean birth_date")]
    [InlineData("{}", $"{Required},id, ＩＤ", "column 'ＩＤ' stands there twice: columns 5 and 6")]
    [InlineData("""{"pass_through": "all"}""", $"{Required},备注,备注", "column '备注' stands there twice: columns 5 and 6")]
    [InlineData("""{"pass_through": "all"}""", $"{Required},,", "column 5 has no name")]
    [InlineData("""{"columns": {"tier": "标准"}}""", $"{Required}",
        "mapping: columns.tier: the file has no column '标准'; it has region, benefit_year, payment_date, tier;")]
    [InlineData("""{"columns": {"tier": "标准"}}""", $"{Required},标准", "column 'tier' is not known")]
    [InlineData("""{"columns": {"id": "tier"}}""", $"{Required}", "column 'tier' is missing")]
    [InlineData("""{"pass_through": ["a", "b"]}""", $"{Required},a", "mapping: pass_through[1]: the file has no column 'b'; it has region")]
    public void Rejects_Headers(string mapping, string header, string says) => AssertRefused(mapping, header, says);

    [Fact]
    public void Rejects_AHeaderThatIsNoText()
    {
        var row = Row([.. Encoding.UTF8.GetBytes(Required + ","), 0xB1, 0xE0, (byte)'\n']);
        Assert.Contains("the name of column 5", Assert.Throws<InvalidDataException>(() => ColumnMapping.None.LayoutOf(row)).Message, StringComparison.Ordinal);
        var noCsv = Row(Encoding.UTF8.GetBytes("\"" + Required));
        Assert.Contains("the header is not a CSV row", Assert.Throws<InvalidDataException>(() => ColumnMapping.None.LayoutOf(noCsv)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void LongError_IsCut()
    {
        var problem = AssertRefused("{}", Required + string.Concat(Enumerable.Range(0, 900).Select(i => $",c{i}")), "and 876 more are not known");
        Assert.InRange(problem.Length, 500, 2500);
    }

    /// <summary>The same header in any order: each column is decided by its name alone.</summary>
    [Fact]
    public void Order_DoesNotMatter()
    {
        var random = new Random(8);
        var headers = ResidentFields.Names.Select(column => ColumnNames.Of(column)[^1]).Append("备注").ToArray();
        for (var i = 0; i < 100; i++)
        {
            random.Shuffle(headers);
            var layout = Plan("""{"pass_through": "all"}""", string.Join(',', headers));
            foreach (var (column, place) in layout.Places) Assert.Contains(headers[place], ColumnNames.Of(column));
            Assert.Equal((ResidentFields.Names.Count, "备注"), (layout.Places.Count, headers[layout.PassThrough[0].Place]));
            Assert.Equal(layout.Places, Plan("""{"pass_through": "all"}""", string.Join(',', headers)).Places);
        }
    }

    internal static ColumnLayout Plan(string mapping, string header, CodeNames? names = null) =>
        ColumnMappingTests.Load(mapping).LayoutOf(Row(Encoding.UTF8.GetBytes(header)), names);

    internal static CsvRow Row(byte[] line)
    {
        var reader = new CsvBlockReader(new MemoryStream(line));
        var row = new CsvRow(ColumnLayout.MaxColumns);
        Assert.True(reader.Fill() && reader.TryRead(row));
        return row;
    }

    private static string AssertRefused(string mapping, string header, string says)
    {
        var problem = Assert.Throws<InvalidDataException>(() => Plan(mapping, header)).Message;
        Assert.Contains(says, problem, StringComparison.Ordinal);
        return problem;
    }
}
