using System.Text;
using Canbao.Recalculation.Inputs;
using Canbao.Tests.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>Files as spreadsheets and old programs save them: read, or told what they are and what to do.</summary>
public class SpreadsheetFileTests
{
    private const string Plain = "id,region,benefit_year,payment_date,tier,identities\n张,500230,2025,2025-03-15,tier1,低保对象\nB,500230,2025,20250315,tier1,\n";

    private static readonly Recalculated Expected = Run(Utf8(Plain));

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    [InlineData("，")]
    [InlineData("；")]
    public void OtherDelimiter_IsNamed_AndReadWhenItIsGiven(string sign)
    {
        var text = Utf8(Plain.Replace(",", sign, StringComparison.Ordinal));
        var delimiter = Delimiter.Find(sign)!;
        var thrown = Assert.Throws<InvalidDataException>(() => Run(text));
        Assert.Contains($"has 6 fields with '{delimiter.Name}' between them and no comma; give --delimiter", thrown.Message, StringComparison.Ordinal);
        Same(Run(text, delimiter));
    }

    [Theory]
    [InlineData("sep=,\n", ",")]
    [InlineData("sep=;\r\n", ";")]
    [InlineData("SEP=;\n", ";")]
    [InlineData("\"sep=;\"\n", ";")]
    [InlineData("sep=\t\n", "\t")]
    public void FirstLineThatSaysTheDelimiter_IsUnderstood(string line, string sign) =>
        Same(Run(Utf8(line + Plain.Replace(",", sign, StringComparison.Ordinal))), linesBefore: 1);

    [Theory]
    [InlineData("sep=;\n", ",", "says that ';' separates the fields, but --delimiter says ','")]
    [InlineData("sep=x\n", null, "says that 'x' separates the fields; expected one of , ; tab | ， ；")]
    public void FirstLineThatContradicts_IsRefused(string line, string? asked, string says) => Assert.Contains(says,
        Assert.Throws<InvalidDataException>(() => Run(Utf8(line + Plain), asked is null ? null : Delimiter.Find(asked))).Message, StringComparison.Ordinal);

    /// <summary>Fields with commas and quotes, whose text may not become another one.</summary>
    [Fact]
    public void CommasInFields_StayInThem()
    {
        const string text = "id;note;region;benefit_year;payment_date;tier\r\nA,1;x,y;500230;2025;20250315;tier1\r\n"
            + "\"B;2\";\"a \"\"b\"\"; c\";500230;2025;20250315;tier1\r\nC;a\"b,c;500230;2025;20250315;tier1\r\nD;;500230;2025;20250315;tier1";
        var run = Run(Utf8(text), Delimiter.Find(";"), passesAll: true);
        Assert.Equal((3, 1), (run.Answered, run.Rejected));
        Assert.StartsWith("\"A,1\",", run.Quotes[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"x,y\"", run.Quotes[1], StringComparison.Ordinal);
        Assert.StartsWith("B;2,", run.Quotes[2], StringComparison.Ordinal);
        Assert.EndsWith(",\"a \"\"b\"\"; c\"", run.Quotes[2], StringComparison.Ordinal);
        Assert.StartsWith("D,", run.Quotes[3], StringComparison.Ordinal);
        Assert.StartsWith("4,", run.Rejects[1], StringComparison.Ordinal);
    }

    [Fact]
    public void LinesThatEndInCrAlone_AreNamed() => Assert.Contains("the lines end in CR alone",
        Assert.Throws<InvalidDataException>(() => Run(Utf8(Plain.Replace('\n', '\r')))).Message, StringComparison.Ordinal);

    [Fact]
    public void CommaAtTheEnd_OfHeaderAndRows_IsIgnored() => Same(Run(Utf8(Plain.Replace("\n", ",\n", StringComparison.Ordinal))));

    [Fact]
    public void CommaAtTheEnd_HidesNothing()
    {
        var run = Run(Utf8("id,region,benefit_year,payment_date,tier,\nA,500230,2025,20250315,tier1,x\nB,500230,2025,20250315,tier1,\n"));
        Assert.Equal((1, 1), (run.Answered, run.Rejected));
        Assert.Contains("something stands in column 6, which has no name", run.Rejects[1], StringComparison.Ordinal);
        Assert.Contains("column 3 has no name", Assert.Throws<InvalidDataException>(
            () => Run(Utf8("id,region,,benefit_year,payment_date,tier\n"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Utf16_IsRead(bool bigEndian, bool mark)
    {
        var encoding = new UnicodeEncoding(bigEndian, mark);
        Same(Run([.. encoding.GetPreamble(), .. encoding.GetBytes(Plain)]));
        Same(Run([.. encoding.GetPreamble(), .. encoding.GetBytes("sep=\t\r\n" + Plain.Replace(',', '\t'))]), linesBefore: 1);
    }

    [Fact]
    public void Utf16_CutInTheMiddle_IsTold()
    {
        byte[] cut = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Plain), 0x3D, 0xD8, 0x41, 0x00];
        Assert.Contains("UTF-16 and damaged", Assert.Throws<InvalidDataException>(() => Run(cut)).Message, StringComparison.Ordinal);
    }

    /// <summary>Rows of two files in one: whichever comes second must not become other names.</summary>
    [Theory]
    [InlineData(2_000, 3)]
    [InlineData(40_000, 100)]
    public void EncodingThatChangesInTheMiddle_BecomesNoOtherText(int before, int after)
    {
        var gb18030 = TextForms.Gb18030;
        var header = Utf8("id,region,benefit_year,payment_date,tier,village\n");
        byte[] one = [.. Enumerable.Range(0, before).SelectMany(i => gb18030.GetBytes(Row(i)))];
        byte[] other = [.. Enumerable.Range(0, after).SelectMany(i => Utf8(Row(i)))];
        var thrown = Assert.Throws<InvalidDataException>(() => Run([.. header, .. one, .. other], passesAll: true));
        Assert.Contains("begins in GB18030 and goes on in UTF-8", thrown.Message, StringComparison.Ordinal);
        byte[] utf8 = [.. Enumerable.Range(0, before).SelectMany(i => Utf8(Row(i)))];
        byte[] rest = [.. Enumerable.Range(0, after).SelectMany(i => gb18030.GetBytes(Row(i)))];
        var run = Run([.. header, .. utf8, .. rest], passesAll: true);
        Assert.Equal((before, after), (run.Answered, run.Rejected));

        static string Row(int i) => $"居民编号{i},500230,2025,20250315,tier1,高家镇{i % 7}社区\n";
    }

    private static Recalculated Run(byte[] text, Delimiter? delimiter = null, bool passesAll = false) => Recalculated.Of(TestPolicies.Book, text,
        o => o with { Delimiter = delimiter, Mapping = ColumnMapping.None with { PassesAll = passesAll } });

    private static void Same(Recalculated run, int linesBefore = 0)
    {
        Assert.Equal(Expected.Quotes, run.Quotes);
        Assert.Equal(Expected.Checksum, run.Checksum);
        Assert.Equal((2, 0), (run.Answered, run.Rejected));
        Assert.InRange(linesBefore, 0, 1);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
