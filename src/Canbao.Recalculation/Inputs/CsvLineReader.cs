using System.Text;
using System.Text.Unicode;
using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>Reads one CSV line at a time, whatever it holds: the meaning of a row. What cannot be answered is rejected with all that is wrong.</summary>
internal sealed class CsvLineReader(QuestionCheck check, ColumnLayout layout, KnownProfiles known)
{
    private const int MaxIdBytes = 128;

    private static readonly string IdExpected = $"expected at most {MaxIdBytes} bytes of UTF-8 without control characters";

    private readonly ProfileReader _profileReader = new(layout);
    private readonly ProfileKey _key = new(layout);
    private readonly CsvRow _row = new(layout.Columns);
    private byte[] _line = new byte[CsvRow.MaxBytes];

    /// <summary>The profiles that this thread has met, by their bytes in CSV rows; a fast reader beside this one knows the same ones.</summary>
    public ThreadProfiles Profiles { get; } = new(known);

    /// <summary>Whether an id may be taken as it is, in every output; others must be looked at.</summary>
    public static bool IsPlainId(ReadOnlySpan<byte> id) => id.Length <= MaxIdBytes && id.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    /// <summary>Reads a line into the batch, or rejects it; one in which nothing stands is counted as blank, whatever the defaults would make of it.</summary>
    /// <param name="place">Where the line is in the block, without its line end.</param>
    public void Read(Block block, BytePlace place, long number, ResidentBatch batch)
    {
        var line = WithoutReturn(block.Input.AsSpan(place.Start, place.Length));
        if (line.IsEmpty)
        {
            block.Blank++;
            return;
        }
        if (line.Length > CsvRow.MaxBytes) _row.SetTooLong(block.Input, place.Start, line.Length);
        else Parse(line);
        _row.Line = number;
        if (_row.Problem is { } problem) RejectWhole(block, line, RejectCodes.RowNotCsv, $"the row is not CSV: {problem}");
        else if (IsBlank(line)) block.Blank++;
        else if (_row.Count != layout.Columns) RejectWhole(block, line, RejectCodes.RowHasOtherFields,
            $"the row has {_row.Count} fields; the header has {layout.Columns}");
        else if (layout.UnnamedPlace >= 0 && !FieldText.IsBlank(_row[layout.UnnamedPlace])) RejectWhole(block, line, RejectCodes.RowHasOtherFields,
            $"something stands in column {layout.UnnamedPlace + 1}, which has no name");
        else if (!TryAdd(batch, place)) Reject(block, Problems());
    }

    /// <summary>Rejects a row that was read before, for what its answer says.</summary>
    public void Reject(Block block, BytePlace place, long number, IEnumerable<InputProblem> problems)
    {
        Parse(WithoutReturn(block.Input.AsSpan(place.Start, place.Length)));
        _row.Line = number;
        Reject(block, problems);
    }

    /// <summary>A row of more fields than the header keeps no more of them: its line must be nothing but commas and blanks.</summary>
    private bool IsBlank(ReadOnlySpan<byte> line)
    {
        if (_row.Count > layout.Columns) return !line.ContainsAnyExcept((byte)',', (byte)' ', (byte)'\t');
        for (var place = 0; place < _row.Count; place++)
            if (!FieldText.IsBlank(_row[place])) return false;
        return true;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line.EndsWith("\r"u8) ? line[..^1] : line;

    /// <summary>In a copy: what is unescaped there stays in the block as it came.</summary>
    private void Parse(ReadOnlySpan<byte> line)
    {
        line.CopyTo(_line);
        _row.Parse(_line, 0, line.Length);
    }

    /// <summary>One that cannot be read is <see cref="DateField.NoDate"/>.</summary>
    private ResidentDates Dates() => new(layout.Dates[0].Of(_row), layout.Dates[1].Of(_row), layout.Dates[2].Of(_row), layout.Dates[3].Of(_row));

    private bool TryAdd(ResidentBatch batch, BytePlace place)
    {
        var dates = Dates();
        if (HasBadId() || BadPassed().Any() || dates.Payment is 0 or DateField.NoDate || dates.Birth == DateField.NoDate
            || dates.Event == DateField.NoDate || dates.Recognised == DateField.NoDate) return false;
        var key = _key.Of(_row);
        if (!Profiles.TryIndex(key, batch, out var profile))
        {
            var read = _profileReader.Read(_row);
            if (read.Problems.Count > 0) return false;
            profile = Profiles.Add(key, read, batch);
        }
        batch.Add(profile, dates, Id(batch), Passed(batch), place, _row.Line);
        return true;
    }

    /// <summary>The profile of a row that is well formed, with what is wrong with it.</summary>
    public KnownProfile ProfileOf(Block block, BytePlace place)
    {
        Parse(WithoutReturn(block.Input.AsSpan(place.Start, place.Length)));
        return _profileReader.Read(_row);
    }

    /// <summary>The number of a line stands for an id that there is not.</summary>
    public static BytePlace LineAsId(ResidentBatch batch, long line)
    {
        var at = batch.Side.Length;
        batch.Side.AddNumber(line);
        return BytePlace.Aside(at, batch.Side.Length - at);
    }

    private BytePlace Id(ResidentBatch batch)
    {
        if (layout.IdPlace < 0) return LineAsId(batch, _row.Line);
        var at = batch.Side.Length;
        batch.Side.Add(_row[layout.IdPlace]);
        return BytePlace.Aside(at, batch.Side.Length - at);
    }

    private BytePlace Passed(ResidentBatch batch)
    {
        if (layout.PassThrough.Count == 0) return default;
        var at = batch.Side.Length;
        for (var i = 0; i < layout.PassThrough.Count; i++)
        {
            if (i > 0) batch.Side.Add((byte)',');
            CsvText.AddField(batch.Side, _row[layout.PassThrough[i].Place]);
        }
        return BytePlace.Aside(at, batch.Side.Length - at);
    }

    private bool HasBadId()
    {
        if (layout.IdPlace < 0) return false;
        var id = _row[layout.IdPlace];
        return !IsPlainId(id) && (id.Length > MaxIdBytes || !Utf8.IsValid(id) || _row.Text(layout.IdPlace).Any(char.IsControl));
    }

    /// <summary>Columns that are carried along and are no text.</summary>
    private IEnumerable<PassThroughColumn> BadPassed() => layout.PassThrough.Where(column => !Utf8.IsValid(_row[column.Place]));

    /// <summary>All problems of a row with a field that cannot be read.</summary>
    private List<InputProblem> Problems()
    {
        var (profile, dates) = (_profileReader.Read(_row), Dates());
        var problems = new List<InputProblem>();
        if (HasBadId()) problems.Add(new(RejectCodes.IdMalformed, ResidentFields.Id, IdExpected));
        var given = new ResidentDates(Good(dates.Payment, 0), Good(dates.Birth, 1), Good(dates.Event, 2), Good(dates.Recognised, 3));
        problems.AddRange(profile.Problems);
        problems.AddRange(BadPassed().Select(column => new InputProblem(RejectCodes.TextDamaged, column.Header, ProfileReader.TextExpected)));
        var wanted = profile.Profile;
        var request = new ResidentRequest(wanted.Region, wanted.BenefitYear, wanted.Revision, wanted.Profile, given);
        var unread = problems.ConvertAll(problem => problem.Field);
        problems.AddRange(check(request).Where(problem => !unread.Contains(problem.Field)));
        return problems;

        uint Good(uint date, int column)
        {
            if (date != DateField.NoDate) return date;
            problems.Add(new InputProblem(RejectCodes.DateMalformed, ResidentFields.Dates[column], $"expected {DateField.Allowed}"));
            return 0;
        }
    }

    private void Reject(Block block, IEnumerable<InputProblem> problems)
    {
        block.Rejected++;
        foreach (var problem in problems)
        {
            var column = problem.Field.Split('[')[0];
            var value = PlaceOf(column) is { } place ? Shown.Text(_row.Text(place)) : "";
            block.Rejects.Add(new(_row.Line, problem, value));
        }
    }

    private int? PlaceOf(string column)
    {
        if (layout.Places.TryGetValue(column, out var place)) return place;
        foreach (var passed in layout.PassThrough)
            if (passed.Header == column) return passed.Place;
        return null;
    }

    /// <summary>A row without fields: its beginning stands for the value.</summary>
    private void RejectWhole(Block block, ReadOnlySpan<byte> line, string code, string reason)
    {
        block.Rejected++;
        var beginning = line[..Math.Min(line.Length, 4 * Shown.MaxLength)];
        block.Rejects.Add(new(_row.Line, new(code, "", reason), Shown.Text(Encoding.UTF8.GetString(beginning))));
    }
}
