using System.Text;
using Canbao.Cli.Csv;

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
    [InlineData("\"two\nlines\",x\ny,z\n", "two\nlines|x", "y|z")]
    [InlineData("\"\",\"\"\"\"\n", "|\"")]
    [InlineData("a\n\n\r\nb\n", "a", "b")]
    [InlineData("低保,特困\n", "低保|特困")]
    [InlineData("5\" pipe,x\n", "5\" pipe|x")]
    [InlineData("", new string[0])]
    [InlineData("\"a\"", "a")]
    [InlineData("a,", "a|")]
    public void Reads(string text, params string[] rows) => Assert.Equal(rows, Read(text).Select(r => r.Text));

    [Theory]
    [InlineData("a\n\"b\"x,c\nd\n", 2)]
    [InlineData("a\n\"never closed,c\nd\n", 2)]
    public void MalformedRow_IsOneLineAndTheNextOnesAreRead(string text, long line)
    {
        var rows = Read(text).ToArray();
        Assert.Equal(["a", "malformed", "d"], rows.Select(r => r.Text));
        Assert.Equal(line, rows[1].Line);
        Assert.Equal(3, rows[2].Line);
    }

    /// <summary>Rows of all lengths around block ends, with quotes, escapes and line breaks inside; told line by line.</summary>
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
        var line = 1L;
        while (text.Length < 3_000_000)
        {
            var field = string.Concat(Enumerable.Range(0, random.Next(2000)).Select(_ => "ab,\"\n低"[random.Next(6)]));
            var quoted = field.Replace("\"", "\"\"", StringComparison.Ordinal);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{expected.Count},\"{quoted}\",x\r\n");
            expected.Add(($"{expected.Count}|{field}|x", line));
            line += 1 + field.Count(c => c == '\n');
        }
        Assert.Equal(expected, Read(text.ToString(), bytesAtOnce));
    }

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
                yield return (row.IsMalformed ? "malformed" : string.Join('|', Enumerable.Range(0, row.Count).Select(row.Text)), row.Line);
    }

    /// <summary>Gives few bytes at once, as a pipe does.</summary>
    private sealed class SlowStream(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));
    }
}
