using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// Reads residents from blocks of CSV lines. A row without quotes whose id, dates and profile are in order is taken as it stands, the bytes
/// of its profile standing for the profile; every other one is read carefully.
/// </summary>
/// <param name="careful">Reads those; its outcome is the meaning of a row.</param>
/// <param name="layout">What stands where.</param>
internal sealed class FastCsvRows(CsvLineReader careful, ColumnLayout layout) : IRowReader
{
    private static readonly SearchValues<byte> LettersAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    // Without a default a row without a date is left to the careful reader anyway.
    private readonly bool _mayBeBlank = layout.Dates[0].Otherwise != 0;
    private readonly RowScan _scan = new();
    private readonly DayIndex _personalDays = new();
    private readonly ThreadProfiles _profiles = careful.Profiles;
    private readonly ColumnRun[] _profileRuns = ColumnRun.Of(layout.ProfilePlaces), _passedRuns = ColumnRun.Of(layout.PassThrough.Select(p => p.Place));
    private readonly DateColumn[] _dates = [.. layout.Dates];
    private readonly OutputBuffer _key = new();
    private Block _block = new();
    private int _position;
    private long _line;

    public void Begin(Block block) => (_block, _position, _line) = (block, 0, block.FirstRow);

    public bool Read(ResidentBatch batch)
    {
        if (_position >= _block.Length) return false;
        batch.Begin(_block.Input);
        while (!batch.IsFull && _position < _block.Length) ReadWindow(batch);
        return true;
    }

    public void Reject(ResidentBatch batch, int resident, IEnumerable<InputProblem> problems) =>
        careful.Reject(_block, batch.Row(resident), batch.RowNumber(resident), problems);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadWindow(ResidentBatch batch)
    {
        var window = Math.Min(RowScan.Window, _block.Length - _position);
        var origin = _position;
        _scan.Scan(_block.Input.AsSpan(origin, window));
        if (_scan.Rows == 0) ReadLongRow(batch);
        var next = 0;
        foreach (var rowEnd in _scan.RowEnds)
        {
            if (batch.IsFull) return;
            var separators = _scan.Separators[next..(rowEnd + 1)];
            var end = origin + separators[^1];
            var row = new BytePlace(_position, end - _position);
            var mayHaveQuotes = end - origin > _scan.FirstQuote;
            if ((mayHaveQuotes && _block.Input.AsSpan(row.Start, row.Length).Contains((byte)'"')) || !TryTake(batch, separators, origin, row))
                careful.Read(_block, row, _line, batch);
            _line++;
            _position = end + 1;
            next = rowEnd + 1;
        }
    }

    /// <summary>A row that is longer than a window, or the last one of a text without a line end.</summary>
    private void ReadLongRow(ResidentBatch batch)
    {
        var rest = _block.Input.AsSpan(_position, _block.Length - _position);
        var length = rest.IndexOf((byte)'\n');
        careful.Read(_block, new BytePlace(_position, length < 0 ? rest.Length : length), _line, batch);
        _line++;
        _position += length < 0 ? rest.Length : length + 1;
    }

    /// <summary>Takes a row without quotes as it stands; false if it must be read carefully.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryTake(ResidentBatch batch, ReadOnlySpan<int> separators, int origin, BytePlace row)
    {
        if (separators.Length != layout.Columns) return false;
        var fields = new RowFields(_block.Input, separators, origin, row);
        if (!TryDate(fields, 0, batch.Payments, out var payment) || payment == 0 || !TryDate(fields, 1, _personalDays, out var birth)
            || !TryDate(fields, 2, _personalDays, out var happened) || !TryDate(fields, 3, _personalDays, out var recognised)) return false;
        // A row in which nothing stands may still get a date, and all else, from the defaults.
        if (_mayBeBlank && !_block.Input.AsSpan(row.Start, row.Length).ContainsAny(LettersAndDigits)) return false;
        var id = layout.IdPlace < 0 ? default : fields.Part(layout.IdPlace);
        if (layout.IdPlace >= 0 && !CsvLineReader.IsPlainId(_block.Input.AsSpan(id.Start, id.Length))) return false;
        foreach (var run in _passedRuns)
            if (!Utf8.IsValid(fields[run])) return false;
        if (HasReturn(fields) || (layout.UnnamedPlace >= 0 && !fields[layout.UnnamedPlace].IsEmpty)) return false;
        var key = Key(fields);
        if (!_profiles.TryIndex(key, batch, out var profile))
        {
            var read = careful.ProfileOf(_block, row);
            if (read.Problems.Count > 0) return false;
            profile = _profiles.Add(key, read, batch);
        }
        if (layout.IdPlace < 0) id = CsvLineReader.LineAsId(batch, _line);
        batch.Add(profile, new ResidentDates(payment, birth, happened, recognised), id, Passed(batch, fields), row, _line);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryDate(in RowFields fields, int column, DayIndex days, out uint date)
    {
        var reading = _dates[column];
        date = reading.Otherwise;
        if (reading.Place < 0) return true;
        var field = fields[reading.Place];
        if (field.IsEmpty || (!reading.HasValues && days.TryRead(field, out date))) return true;
        date = reading.Of(field);
        if (date == DateField.NoDate) return false;
        if (date != 0) days.IndexOf(date);
        return true;
    }

    /// <summary>As <see cref="ProfileKey"/> has it; a row without quotes has its bytes as they are needed.</summary>
    private ReadOnlySpan<byte> Key(in RowFields fields)
    {
        if (_profileRuns.Length == 1) return fields[_profileRuns[0]];
        _key.Clear();
        foreach (var run in _profileRuns)
        {
            _key.Add(fields[run]);
            _key.Add((byte)',');
        }
        return _key.Written;
    }

    /// <summary>Whether a field that is passed through needs quotes behind which a reader finds its end.</summary>
    private bool HasReturn(in RowFields fields)
    {
        foreach (var run in _passedRuns)
            if (fields[run].Contains((byte)'\r')) return true;
        return false;
    }

    private BytePlace Passed(ResidentBatch batch, in RowFields fields)
    {
        if (_passedRuns.Length == 0) return default;
        if (_passedRuns.Length == 1) return fields.Part(_passedRuns[0]);
        var at = batch.Side.Length;
        for (var i = 0; i < _passedRuns.Length; i++)
        {
            if (i > 0) batch.Side.Add((byte)',');
            batch.Side.Add(fields[_passedRuns[i]]);
        }
        return BytePlace.Aside(at, batch.Side.Length - at);
    }

    /// <summary>The fields of a row without quotes.</summary>
    private readonly ref struct RowFields(byte[] input, ReadOnlySpan<int> separators, int origin, BytePlace row)
    {
        private readonly ReadOnlySpan<int> _separators = separators;
        private readonly int _end = row.Length > 0 && input[row.Start + row.Length - 1] == '\r' ? row.Start + row.Length - 1 : row.Start + row.Length;

        public ReadOnlySpan<byte> this[int place] => Bytes(Part(place));

        public ReadOnlySpan<byte> this[ColumnRun run] => Bytes(Part(run));

        public BytePlace Part(int place) => Part(new ColumnRun(place, place));

        public BytePlace Part(ColumnRun run)
        {
            var start = run.First == 0 ? row.Start : origin + _separators[run.First - 1] + 1;
            var end = run.Last == _separators.Length - 1 ? _end : origin + _separators[run.Last];
            return new BytePlace(start, end - start);
        }

        private ReadOnlySpan<byte> Bytes(BytePlace part) => input.AsSpan(part.Start, part.Length);
    }
}
