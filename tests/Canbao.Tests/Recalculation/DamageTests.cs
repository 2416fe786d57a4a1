using System.Globalization;
using System.Text;
using Canbao.Documents.Residents;
using Canbao.Generation;

namespace Canbao.Tests.Recalculation;

/// <summary>
/// A file with more than a thousand kinds of damage, each way in each column, between good rows: no line is lost, none is there twice, and
/// the good ones have the answers of a file without damage.
/// </summary>
public class DamageTests(ITestOutputHelper output)
{
    private static readonly string[] Columns = [.. ResidentFields.Names];

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\n", false)]
    public void EveryLine_IsAnsweredOrRejected_Once(string lineEnd, bool endsWithLineEnd)
    {
        var file = DamagedFile.Make(Columns[1..], lineEnd, endsWithLineEnd, seed: 41);
        Assert.True(file.Kinds > 1_000, $"only {file.Kinds} kinds of damage");
        var result = Recalculated.Of(TestPolicies.Book, file.Bytes, options => options with { PartRows = 700 });
        // Without ids the number of the line stands for the id.
        var answered = result.Quotes[1..].Select(FirstNumber).ToArray();
        var rejected = result.Rejects[1..].Select(FirstNumber).Distinct().ToArray();
        foreach (var line in answered.Intersect(rejected)) Assert.Fail($"line {line} is in both: {file.Told(line)}");
        foreach (var line in file.Lines.Except(answered.Concat(rejected))) Assert.Fail($"line {line} is lost: {file.Told(line)}");
        Assert.Empty(answered.Concat(rejected).Except(file.Lines));
        Assert.Equal(answered.Order().Distinct(), answered);
        Assert.Equal(rejected.Order(), rejected);
        Assert.Equal((answered.Length, rejected.Length, file.Blank), (result.Answered, result.Rejected, result.Totals.Blank));
        Assert.Equal(file.Good.Order(), answered.Where(file.IsGood));
        output.WriteLine($"{file.Kinds} kinds: {answered.Length - file.Good.Count} damaged lines answered all the same, {rejected.Length} rejected");
        Assert.InRange(answered.Length - file.Good.Count, 100, file.Kinds);
        Assert.InRange(rejected.Length, 500, 3 * file.Kinds);
    }

    [Fact]
    public void GoodRows_HaveTheAnswersOfAFileWithoutDamage()
    {
        var file = DamagedFile.Make(Columns, "\n", endsWithLineEnd: true, seed: 42);
        var (damaged, clean) = (Recalculated.Of(TestPolicies.Book, file.Bytes), Recalculated.Of(TestPolicies.Book, file.GoodBytes));
        Assert.Equal(file.Lines.Count, damaged.Answered + damaged.Rejected);
        Assert.Equal(file.Good.Count, clean.Answered);
        var good = new HashSet<string>(clean.Quotes);
        // A damaged row has the id of no other row, unless the damage left its id and its answer alone.
        Assert.Equal(clean.Quotes, damaged.Quotes.Where(good.Contains).Where(line => line[0] is 'R' or 'i'));
    }

    private static long FirstNumber(string line) => long.Parse(line.AsSpan(0, line.IndexOf(',', StringComparison.Ordinal)), CultureInfo.InvariantCulture);

    /// <summary>The file, and what is known of its lines without reading it as the product does.</summary>
    private sealed class DamagedFile
    {
        private readonly Dictionary<long, string> _kinds = [];
        private readonly StringBuilder _text = new(), _good = new();
        private long _line = 1;

        public int Kinds { get; private set; }

        /// <summary>Numbers of the lines that are not blank, without the header.</summary>
        public List<long> Lines { get; } = [];

        /// <summary>How many are: nothing stands in them but what stands between fields.</summary>
        public long Blank { get; private set; }

        public HashSet<long> Good { get; } = [];

        public byte[] Bytes => Encoding.Latin1.GetBytes(_text.ToString());

        public byte[] GoodBytes => Encoding.Latin1.GetBytes(_good.ToString());

        public bool IsGood(long line) => Good.Contains(line);

        public string Told(long line) => _kinds.GetValueOrDefault(line, "a good row");

        public static DamagedFile Make(string[] columns, string lineEnd, bool endsWithLineEnd, ulong seed)
        {
            var file = new DamagedFile();
            using var generated = new MemoryStream();
            ResidentFile.Write(generated, new ResidentGenerator(TestPolicies.Book.Policies, seed), 5 * Damage.Kinds.Count * columns.Length, _ => { }, default);
            var rows = Encoding.Latin1.GetString(generated.ToArray()).Split('\n')[1..^1].Select(row => row.Split(',')[^columns.Length..]).GetEnumerator();
            file.Add(string.Join(',', columns) + lineEnd, isGood: true);
            foreach (var damage in Damage.Kinds)
            {
                for (var column = 0; column < columns.Length; column++)
                {
                    file.Add(Next() + lineEnd, isGood: true);
                    file.Kinds++;
                    file.AddDamaged(string.Join(',', damage.Apply(NextFields(), column)) + lineEnd, $"{damage.Name} in {columns[column]}");
                }
            }
            file.Add(Next() + (endsWithLineEnd ? lineEnd : ""), isGood: true);
            file.FindLines();
            return file;

            string[] NextFields() => rows.MoveNext() ? rows.Current : throw new InvalidOperationException("too few residents");
            string Next() => string.Join(',', NextFields());
        }

        private void Add(string row, bool isGood)
        {
            if (_line > 1 && isGood) Good.Add(_line);
            if (isGood) _good.Append(row);
            _text.Append(row);
            _line += row.Count(c => c == '\n');
        }

        private void AddDamaged(string row, string kind)
        {
            for (var line = _line; line < _line + row.Count(c => c == '\n'); line++) _kinds.Add(line, kind);
            Add(row, isGood: false);
        }

        private void FindLines()
        {
            var lines = _text.ToString().Split('\n');
            for (var i = 1; i < lines.Length; i++)
                if (lines[i].Any(c => c is not (',' or '"' or ' ' or '\r'))) Lines.Add(i + 1);
                else if (i < lines.Length - 1) Blank++;
        }
    }
}
