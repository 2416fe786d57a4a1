using System.Text;
using Canbao.Recalculation.Csv;

namespace Canbao.Tests.Recalculation;

public class CsvBlockReaderTests
{
    private const int Fields = 4;

    [Theory]
    [InlineData("a,b\nc,d\n", "a|b", "c|d")]
    [InlineData("a,b\r\nc,d", "a|b", "c|d")]
    [InlineData("\uFEFFa,b\n", "a|b")]
    [InlineData("a,,\n,b,\n", "a||", "|b|")]
    [InlineData("\"a,1\",\"say \"\"hi\"\"\"\n", "a,1|say \"hi\"")]
    [InlineData("\"\",\"\"\"\"\n", "|\"")]
    [InlineData("a\n\n\r\nb\n", "a", "b")]
    [InlineData("低保,特困\n", "低保|特困")]
    [InlineData("", new string[0])]
    [InlineData("\"a\"", "a")]
    [InlineData("a,", "a|")]
    public void Reads(string text, params string[] rows) => Assert.Equal(rows, Read(text).Select(r => r.Text));

    [Theory]
    [InlineData("a\n\"b\"x,c\nd\n")]
    [InlineData("a\n\"never closed,c\nd\n")]
    [InlineData("a\n5\" pipe,x\nd\n")]
    [InlineData("a\n\"b\nd\n")]
    public void MalformedLine_IsOneRowAndTheNextOnesAreRead(string text)
    {
        var rows = Read(text).ToArray();
        Assert.Equal([("a", 1), ("malformed", 2), ("d", 3)], rows);
    }

    /// <summary>No line break inside a field: what stands between two stray quotes is read line by line.</summary>
    [Fact]
    public void StrayQuotes_SwallowNothing() =>
        Assert.Equal(["malformed", "b|1", "malformed", "d|2"], Read("\"a,0\nb,1\nc\",1\nd,2\n").Select(r => r.Text));

    /// <summary>Rows of all lengths around block ends, with quotes and escapes inside; told line by line.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65_536)]
    [InlineData(int.MaxValue)]
    public void Blocks_MakeNoDifference(int bytesAtOnce)
    {
        var random = new Random(3);
        var text = new StringBuilder();
        var expected = new List<(string, long)>();
        while (text.Length < 3_000_000)
        {
            var field = string.Concat(Enumerable.Range(0, random.Next(2000)).Select(_ => "ab,\"低"[random.Next(5)]));
            var quoted = field.Replace("\"", "\"\"", StringComparison.Ordinal);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{expected.Count},\"{quoted}\",x\r\n");
            expected.Add(($"{expected.Count}|{field}|x", expected.Count + 1));
        }
        Assert.Equal(expected, Read(text.ToString(), bytesAtOnce));
    }

    /// <summary>A line is too long or not, wherever it stands in a block; and none of its parts is a row.</summary>
    [Theory]
    [InlineData(CsvRow.MaxBytes, false)]
    [InlineData(CsvRow.MaxBytes + 1, true)]
    [InlineData(3_000_000, true)]
    public void LongLine_IsOneRow(int bytes, bool tooLong)
    {
        foreach (var before in (int[])[0, 1, 500_000, (1 << 20) - 70_000, (1 << 20) - 10])
        {
            var filler = string.Concat(Enumerable.Repeat("fill\n", before / 5));
            var rows = Read($"{filler}{new string('x', bytes - 4)},a,b\nnext,row\n").Skip(before / 5).ToArray();
            Assert.Equal(2, rows.Length);
            Assert.Equal(tooLong ? "malformed" : $"{new string('x', bytes - 4)}|a|b", rows[0].Text);
            Assert.Equal(("next|row", (before / 5) + 2L), rows[1]);
        }
    }

    [Fact]
    public void LongLineAtTheEnd_IsOneRow() => Assert.Equal(["a", "malformed"], Read("a\n" + new string('x', 2_500_000)).Select(r => r.Text));

    [Fact]
    public void RowsOfABlock_StayReadable()
    {
        var reader = new CsvBlockReader(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n\"c\"\"\",d\n")));
        Assert.True(reader.Fill());
        var (first, second) = (new CsvRow(Fields), new CsvRow(Fields));
        Assert.True(reader.TryRead(first) && reader.TryRead(second));
        Assert.Equal(("a", "c\""), (first.Text(0), second.Text(0)));
        Assert.False(reader.TryRead(new CsvRow(Fields)));
        Assert.False(reader.Fill());
    }

    private static IEnumerable<(string Text, long Line)> Read(string text, int bytesAtOnce = int.MaxValue)
    {
        var reader = new CsvBlockReader(new SlowStream(Encoding.UTF8.GetBytes(text), bytesAtOnce));
        var row = new CsvRow(Fields);
        while (reader.Fill())
            while (reader.TryRead(row))
                yield return (row.Problem is not null ? "malformed" : string.Join('|', Enumerable.Range(0, row.Count).Select(row.Text)), row.Line);
    }

    /// <summary>Gives few bytes at once, as a pipe does.</summary>
    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }
}
