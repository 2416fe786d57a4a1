using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Canbao.Documents;
using Canbao.Engine;

namespace Canbao.Benchmarks.Peers;

/// <summary>
/// Our engine beside its peers: benchmarks/peers. Quotes the residents of a file batch by batch, in columns, when a line on standard input
/// says so. A batch's answers are an index into its distinct answers ("numbers"), or these written out for every resident ("columns").
/// </summary>
internal sealed class EnginePeer : IDisposable
{
    public const string Argument = "peer";

    private readonly PlanCache _plans = new();
    private readonly BatchQuoter _quoter;
    private readonly List<(BatchRequest Request, int[] Residents)> _batches;
    private readonly BatchAnswer[] _answers;
    private readonly int[][] _columns, _table;

    private EnginePeer(string residents, string policies)
    {
        _quoter = new BatchQuoter(_plans);
        _batches = PeerBatches.Read(residents, PolicyFolder.LoadBook(policies), _quoter);
        _answers = [.. _batches.Select(_ => new BatchAnswer())];
        _columns = [.. PeerRow.Columns.Select(_ => new int[_batches.Sum(batch => batch.Residents.Length)])];
        _table = [.. PeerRow.Columns.Select(_ => new int[_batches.Max(batch => batch.Residents.Length)])];
    }

    /// <summary>Arguments: the file of residents, the folder of policies.</summary>
    public static void Run(string[] args)
    {
        using var peer = new EnginePeer(args[0], args[1]);
        Say(new { version = $"canbao {EngineVersion.Current}, .NET {Environment.Version}", processes = new[] { Environment.ProcessId } });
        while (Console.In.ReadLine() is { } line)
        {
            Say(line.Split('\t') switch
            {
                ["run", var work, var seconds] => peer.RunFor(work == "columns", double.Parse(seconds, CultureInfo.InvariantCulture)),
                ["checksum", var work, var count] => peer.Checksum(work == "columns", int.Parse(count, CultureInfo.InvariantCulture)),
                ["answers", var work, var path] => peer.Write(work == "columns", path),
                _ => throw new InvalidDataException($"unknown command '{line}'"),
            });
        }
    }

    public void Dispose() => _plans.Dispose();

    private static void Say(object reply) => Console.Out.WriteLine(JsonSerializer.Serialize(reply));

    /// <summary>As many passes over all residents as it takes.</summary>
    private object RunFor(bool columns, double seconds)
    {
        var (quotes, clock) = (0L, Stopwatch.StartNew());
        do
        {
            var first = 0;
            for (var batch = 0; batch < _answers.Length; batch++)
            {
                _quoter.Quote(_batches[batch].Request, _answers[batch]);
                if (columns) Fill(_answers[batch], first);
                first += _batches[batch].Residents.Length;
            }
            quotes += _columns[0].Length;
        }
        while (clock.Elapsed.TotalSeconds < seconds);
        return new { quotes, seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>The nine columns of a batch, written behind those of the batches before.</summary>
    private void Fill(BatchAnswer answer, int first)
    {
        FillTable(answer.Distinct);
        for (var column = 0; column < _columns.Length; column++) Gather(answer.AnswerIndex, _table[column], _columns[column].AsSpan(first));
    }

    private void FillTable(ReadOnlySpan<Answer> distinct)
    {
        for (var i = 0; i < distinct.Length; i++)
        {
            var row = (int[])(distinct[i].Made ??= PeerRow.Of(distinct[i]));
            for (var column = 0; column < row.Length; column++) _table[column][i] = row[column];
        }
    }

    private static void Gather(ReadOnlySpan<uint> index, ReadOnlySpan<int> table, Span<int> column)
    {
        for (var i = 0; i < index.Length; i++) column[i] = table[(int)index[i]];
    }

    /// <summary>Every resident's number and nine numbers, in order, as the last pass left them.</summary>
    private IEnumerable<(int Resident, int[] Row)> Rows(bool columns)
    {
        var place = 0;
        for (var batch = 0; batch < _answers.Length; batch++)
        {
            var residents = _batches[batch].Residents;
            for (var i = 0; i < residents.Length; i++, place++)
                yield return (residents[i], columns ? [.. _columns.Select(column => column[place])] : PeerRow.Of(_answers[batch][i]));
        }
    }

    /// <summary>A text, since JavaScript's numbers would not hold it. Over so many residents from the first.</summary>
    private object Checksum(bool columns, int count) => new
    {
        sum = Rows(columns).Where(row => row.Resident <= count).Sum(row => PeerRow.Mix(row.Resident, row.Row)).ToString(CultureInfo.InvariantCulture),
    };

    private object Write(bool columns, string path)
    {
        using var file = new StreamWriter(path);
        file.WriteLine($"resident,{string.Join(',', PeerRow.Columns)}");
        foreach (var (resident, row) in Rows(columns)) file.WriteLine($"{resident},{string.Join(',', row)}");
        return new { };
    }
}
