using System.Text;
using Canbao.Documents.Residents;
using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;
using Canbao.Tests.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation;

/// <summary>The fast way through a block gives what the careful one gives, row by row, however the text is cut into blocks.</summary>
public class FastRowsTests
{
    private static readonly ColumnMapping Mapping = ColumnMapping.None.Passing(["remark", "note", "more"]);

    private static readonly string Header = "remark," + string.Join(',', ResidentFields.Names) + ",note,more";

    [Theory]
    [InlineData("\n", "", true)]
    [InlineData("\r\n", "\u00EF\u00BB\u00BF", true)]
    [InlineData("\n", "", false)]
    public void DamagedRows_AreReadAsCarefully(string lineEnd, string mark, bool endsWithLineEnd)
    {
        var random = new Random(5);
        var rows = Rows(4_000).Select((row, i) => Damaged($"{(i % 5 == 0 ? "" : "remark")},{row},{(i % 7 == 0 ? "a\rb" : "")},{i}", random)).ToList();
        rows.InsertRange(100, [new string('x', 20_000), "", new string('y', 65_535), new string('z', 65_537), "\"" + new string('q', 1 << 20)]);
        var text = mark + Header + lineEnd + string.Join(lineEnd, rows) + (endsWithLineEnd ? lineEnd : "");
        AssertSame(text, blockBytes: 1 << 19);
    }

    [Fact]
    public void Blocks_MayEndAnywhere()
    {
        var rows = Rows(12).Select(row => $",{row},r,").ToArray();
        rows[3] = rows[3].Replace(",", ",\"", StringComparison.Ordinal);
        rows[5] = "";
        rows[7] += "\r";
        var text = Header + "\n" + string.Join('\n', rows);
        var whole = Read(text, 1 << 19, careful: false);
        Assert.Contains(whole, row => row.StartsWith("rejected", StringComparison.Ordinal));
        for (var blockBytes = 1; blockBytes < 300; blockBytes++) Assert.Equal(whole, Read(text, blockBytes, careful: false));
    }

    /// <summary>Whatever the number of shards, and wherever their borders fall, each row is in one of them, with its line.</summary>
    [Fact]
    public void Shards_HaveEachRowOnce()
    {
        // With the long row most borders fall into it, without it into the others.
        foreach (var (lineEnd, last, most) in new[] { ("\n", "a", 15), ("\r\n", "a", 15), ("\n", new string('x', 70_000), 5) })
        {
            var rows = string.Join(lineEnd, Rows(9).Select(row => $",{row},r,"));
            var text = Header + lineEnd + lineEnd + rows + lineEnd + last + lineEnd + "a";
            using var file = new TemporaryFile(Encoding.Latin1.GetBytes(text));
            var whole = Read(text, 1 << 19, careful: false);
            for (var count = 1; count <= most; count++)
            {
                var shards = Enumerable.Range(1, count).SelectMany(number => ReadShard(file.Path, new Shard(number, count)));
                Assert.Equal(whole, shards);
            }
        }
    }

    private static void AssertSame(string text, int blockBytes)
    {
        var (fast, careful) = (Read(text, blockBytes, careful: false), Read(text, blockBytes, careful: true));
        Assert.Contains(fast, row => row.StartsWith("rejected", StringComparison.Ordinal));
        for (var i = 0; i < Math.Min(fast.Count, careful.Count); i++) Assert.Equal(careful[i], fast[i]);
        Assert.Equal(careful.Count, fast.Count);
    }

    private static IEnumerable<string> Rows(int count)
    {
        using var file = new MemoryStream();
        ResidentFile.Write(file, new ResidentGenerator(TestPolicies.Book.Policies, seed: 77), count, _ => { }, default);
        return Encoding.Latin1.GetString(file.ToArray()).Split('\n')[1..^1];
    }

    private static string Damaged(string row, Random random)
    {
        if (random.Next(3) == 0) return row;
        var fields = row.Split(',');
        var damage = Damage.Kinds[random.Next(Damage.Kinds.Count)];
        return string.Join(',', damage.Apply(fields, random.Next(fields.Length)));
    }

    private static List<string> Read(string text, int blockBytes, bool careful)
    {
        using var file = new TemporaryFile(Encoding.Latin1.GetBytes(text));
        using var source = new CsvSource(file.Path, TextEncoding.Utf8, Mapping, TestPolicies.Book, QuestionChecks.Named(TestPolicies.Book), Memory);
        var input = InputText.Open(file.Path, TextEncoding.Utf8);
        input.SkipTo(source.First.Offset);
        using var cut = new CsvInput(input, [], source.First, long.MaxValue, blockBytes, () => throw new NotSupportedException());
        return ReadRows.All(cut, careful ? new EachCarefully(NewCareful(Plan())) : NewFast());
    }

    private static List<string> ReadShard(string path, Shard shard)
    {
        using var source = new CsvSource(path, TextEncoding.Utf8, Mapping, TestPolicies.Book, QuestionChecks.Named(TestPolicies.Book), Memory);
        var range = source.RangeOf(shard);
        using var input = source.Start(source.PositionAt(range.From), range.To, 1_000);
        return ReadRows.All(input, NewFast());
    }

    private static FastCsvRows NewFast()
    {
        var layout = Plan();
        return new(NewCareful(layout), layout);
    }

    private static MemoryBudget Memory => MemoryLimit.OfComparison(threads: 1);

    private static CsvLineReader NewCareful(ColumnLayout layout) => new(QuestionChecks.Named(TestPolicies.Book), layout, new KnownProfiles(Memory));

    private static ColumnLayout Plan()
    {
        var header = new CsvRow(ColumnLayout.MaxColumns);
        var bytes = Encoding.UTF8.GetBytes(Header);
        header.Parse(bytes, 0, bytes.Length);
        return Mapping.LayoutOf(header, new CodeNames(TestPolicies.Book));
    }

    /// <summary>Takes no row as it stands.</summary>
    private sealed class EachCarefully(CsvLineReader careful) : IRowReader
    {
        private Block _block = new();
        private int _position;
        private long _line;

        public void Begin(Block block) => (_block, _position, _line) = (block, 0, block.FirstRow);

        public bool Read(ResidentBatch batch)
        {
            if (_position >= _block.Length) return false;
            batch.Begin(_block.Input);
            while (!batch.IsFull && _position < _block.Length)
            {
                var rest = _block.Input.AsSpan(_position, _block.Length - _position);
                var length = rest.IndexOf((byte)'\n') is var end and >= 0 ? end : rest.Length;
                careful.Read(_block, new BytePlace(_position, length), _line++, batch);
                _position += length + 1;
            }
            return true;
        }

        public void Reject(ResidentBatch batch, int resident, IEnumerable<Canbao.Policies.InputProblem> problems) => throw new NotSupportedException();
    }
}
