using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Canbao.Cli.Csv;
using Canbao.Cli.Totals;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Cli.Recalculation;

/// <summary>
/// Answers every resident of a CSV stream, block by block, in constant memory. A row that cannot be answered goes to the rejects
/// with its line, field, value and reason; no row is lost.
/// </summary>
public sealed class RecalculationRun
{
    private const int MaxIdBytes = 128;

    private static readonly string IdExpected = $"expected at most {MaxIdBytes} bytes of UTF-8 without control characters";

    internal const string DateExpected = "expected a calendar day from 1900 to 2199 such as 2025-03-15 or 20250315";

    private readonly PolicyBook _book;
    private readonly BatchQuoter _quoter;
    private readonly CsvBlockReader _input;
    private readonly Stream _output, _rejectsOutput;
    private readonly AnswerTotals _totals;
    private readonly AnswerRows _answerRows = new();
    private readonly List<RejectedRow> _rejects = [];
    private readonly CsvRow[] _rows = new CsvRow[ResidentBatch.MaxResidents];
    private readonly Dictionary<string, int> _places;
    private readonly int _idPlace, _columns;
    private readonly ResidentBatch _batch;
    private readonly BatchAnswer _answer = new();
    private readonly int[] _good = new int[ResidentBatch.MaxResidents];

    /// <summary>Reads the header; throws if it is not one.</summary>
    public RecalculationRun(PolicyBook book, PlanCache plans, Stream input, Stream output, Stream rejects, AnswerTotals totals)
    {
        (_book, _quoter, _input, _output, _rejectsOutput, _totals) = (book, new BatchQuoter(plans), new CsvBlockReader(input), output, rejects, totals);
        for (var i = 0; i < _rows.Length; i++) _rows[i] = new CsvRow(ResidentColumns.All.Count);
        if (!_input.Fill() || !_input.TryRead(_rows[0])) throw new InvalidDataException("the file is empty; expected a header");
        _places = ResidentColumns.Read(_rows[0]);
        _columns = _rows[0].Count;
        _idPlace = _places.GetValueOrDefault(ResidentColumns.Id, -1);
        _batch = new ResidentBatch(_places);
        _output.Write(QuoteRow.Header);
        _rejectsOutput.Write(RejectedRow.Header);
    }

    public long Answered { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Reads to the end; reports how many bytes are read after every batch.</summary>
    public void Run(Action<long> progress, CancellationToken stop)
    {
        var garbage = new YoungGarbage();
        do
        {
            while (ReadBatch())
            {
                stop.ThrowIfCancellationRequested();
                AnswerBatch();
                progress(_input.BytesRead);
                garbage.Collect();
            }
        }
        while (_input.Fill());
    }

    /// <summary>The next rows of the block. False if it holds no more.</summary>
    private bool ReadBatch()
    {
        _batch.Clear();
        var read = false;
        while (_batch.Count < ResidentBatch.MaxResidents && _rejects.Count < ResidentBatch.MaxResidents && _input.TryRead(_rows[_batch.Count]))
        {
            read = true;
            var row = _rows[_batch.Count];
            if (row.Problem is { } problem) RejectWhole(row, $"the row is not CSV: {problem}");
            else if (row.Count != _columns) RejectWhole(row, $"the row has {row.Count} fields; the header has {_columns}");
            else if (HasBadId(row) || !_batch.TryAdd(row)) Reject(row, ProblemsOf(row));
        }
        return read;
    }

    private void AnswerBatch()
    {
        _quoter.Quote(_batch.ToRequest(_book, _quoter), _answer);
        var answered = new AnswerRow?[_answer.Distinct.Length];
        for (var i = 0; i < answered.Length; i++) answered[i] = _answer.Distinct[i].Error is null ? _answerRows.Of(_answer.Distinct[i]) : null;
        var good = 0;
        for (var i = 0; i < _answer.AnswerIndex.Length; i++)
        {
            var index = (int)_answer.AnswerIndex[i];
            if (answered[index] is not { } row)
            {
                Reject(_rows[i], _answer.Distinct[index].Error!.Problems);
                continue;
            }
            WriteId(_rows[i]);
            _output.Write(row.BehindId);
            _good[good++] = index;
        }
        // Rejected residents have no digest: their places in the list of distinct answers are never asked for.
        _totals.Add([.. answered.Select(row => row?.Digested ?? DigestedAnswer.None)], _good.AsSpan(0, good));
        Answered += good;
        WriteRejects();
    }

    /// <summary>The id as it came; the line where the file has no ids.</summary>
    private void WriteId(CsvRow row)
    {
        if (_idPlace < 0)
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(row.Line, digits, out var length);
            _output.Write(digits[..length]);
            return;
        }
        var id = row[_idPlace];
        if (id.IndexOfAny(",\""u8) < 0) _output.Write(id);
        else _output.Write(Encoding.UTF8.GetBytes(CsvText.Field(row.Text(_idPlace))));
    }

    private bool HasBadId(CsvRow row)
    {
        if (_idPlace < 0) return false;
        var id = row[_idPlace];
        if (id.Length > MaxIdBytes) return true;
        return id.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0 && (!Utf8.IsValid(id) || row.Text(_idPlace).Any(char.IsControl));
    }

    /// <summary>All problems of a row with a field that cannot be read.</summary>
    private List<InputProblem> ProblemsOf(CsvRow row)
    {
        var (known, dates) = (_batch.ProfileOf(row), _batch.DatesOf(row));
        var problems = new List<InputProblem>();
        if (HasBadId(row)) problems.Add(new(ResidentColumns.Id, IdExpected));
        var given = new ResidentDates(Good(dates.Payment, 0), Good(dates.Birth, 1), Good(dates.Event, 2), Good(dates.Recognised, 3));
        problems.AddRange(known.Problems);
        var wanted = known.Profile;
        var request = new ResidentRequest(wanted.Region, wanted.BenefitYear, wanted.Revision, wanted.Profile, given);
        var unread = problems.ConvertAll(problem => problem.Field);
        if (Quoter.Check(_book, request, out _, out _) is { } error)
            problems.AddRange(error.Problems.Where(problem => !unread.Contains(problem.Field)));
        return problems;

        uint Good(uint date, int column)
        {
            if (date != ResidentBatch.BadDate) return date;
            problems.Add(new InputProblem(ResidentColumns.Dates[column], DateExpected));
            return 0;
        }
    }

    private void Reject(CsvRow row, IEnumerable<InputProblem> problems)
    {
        Rejected++;
        foreach (var problem in problems)
        {
            var column = problem.Field.Split('[')[0];
            _rejects.Add(new(row.Line, problem.Field, _places.TryGetValue(column, out var place) ? Shown.Text(row.Text(place)) : "", problem.Message));
        }
    }

    /// <summary>A row without fields: its beginning stands for the value.</summary>
    private void RejectWhole(CsvRow row, string reason)
    {
        Rejected++;
        var beginning = row.Whole[..Math.Min(row.Whole.Length, 4 * Shown.MaxLength)];
        _rejects.Add(new(row.Line, "", Shown.Text(Encoding.UTF8.GetString(beginning)), reason));
    }

    private void WriteRejects()
    {
        // Some were found while reading, others while answering.
        foreach (var reject in _rejects.OrderBy(r => r.Line)) _rejectsOutput.Write(reject.ToBytes());
        _rejects.Clear();
    }
}
