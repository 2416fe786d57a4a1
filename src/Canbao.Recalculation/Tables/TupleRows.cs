using System.Buffers.Binary;
using System.Text;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Tables;

/// <summary>
/// Reads residents from blocks of tuples, whose columns are the id, the dates, those of the profile, those that are passed through. A tuple
/// whose id, dates and profile are in order is taken as it stands, the bytes of its profile standing for the profile; every other one
/// becomes a CSV row that is read carefully. As long as a CSV row may be a tuple may be, written as one.
/// </summary>
/// <param name="careful">Reads those; its outcome is the meaning of a row.</param>
/// <param name="layout">What stands where.</param>
/// <param name="columns">What the fields hold.</param>
internal sealed class TupleRows(CsvLineReader careful, ColumnLayout layout, IReadOnlyList<TableColumn> columns) : IRowReader
{
    // By their bytes in tuples, too: a length, which is no text, stands before each field, so that no CSV row has the same ones.
    private readonly ThreadProfiles _profiles = careful.Profiles;
    private readonly TupleText _text = new(columns);
    private readonly DateColumn[] _dates = [.. layout.Dates];

    // Without a default a row without a date is left to the careful reader anyway.
    private readonly bool _mayBeBlank = layout.Dates[0].Otherwise != 0;
    private readonly int _profileStart = layout.Dates.Select(date => date.Place).Append(layout.IdPlace).Max() + 1;
    private readonly int _profileEnd = columns.Count - layout.PassThrough.Count;
    private readonly int[] _tuples = new int[ResidentBatch.MaxResidents];
    private Block _block = new();
    private int _position;
    private long _row;

    public void Begin(Block block) => (_block, _position, _row) = (block, 0, block.FirstRow);

    public bool Read(ResidentBatch batch)
    {
        if (_position >= _block.Length) return false;
        batch.Begin(_block.Input);
        while (!batch.IsFull && _position < _block.Length)
        {
            var (start, before) = (_position, batch.Count);
            if (!TryReject(start, out var end) && !TryTake(batch, out end)) end = ReadCarefully(batch, start);
            if (batch.Count > before) _tuples[before] = start;
            _position = end;
            _row++;
        }
        return true;
    }

    public void Reject(ResidentBatch batch, int resident, IEnumerable<InputProblem> problems)
    {
        _text.Write(_block.Input, _tuples[resident], out var line);
        careful.Reject(line, new BytePlace(0, line.Length), batch.RowNumber(resident), problems);
        TakeRejects(line);
    }

    /// <summary>Takes a tuple as it stands; false, and then nothing has happened, if it must be read carefully.</summary>
    private bool TryTake(ResidentBatch batch, out int end)
    {
        var input = _block.Input;
        end = _position + sizeof(short);
        BytePlace id = default;
        if (layout.IdPlace >= 0 && !TryId(input, ref end, out id)) return false;
        if (!TryDate(0, input, ref end, out var payment) || payment == 0 || !TryDate(1, input, ref end, out var birth)
            || !TryDate(2, input, ref end, out var happened) || !TryDate(3, input, ref end, out var recognised)) return false;
        // A row that says nothing of itself may still get a date, and all else, from the defaults.
        if (_mayBeBlank && !input.AsSpan(id.Start, id.Length).ContainsAnyExcept((byte)' ')) return false;
        var start = end;
        for (var place = _profileStart; place < _profileEnd; place++) BinaryTuples.Field(input, ref end);
        if (MayBeTooLong(input, end)) return false;
        if (!_profiles.TryIndex(input.AsSpan(start, end - start), batch, out var profile))
        {
            _text.Write(input, _position, out var line);
            var read = careful.ProfileOf(line, new BytePlace(0, line.Length));
            if (read.Problems.Count > 0) return false;
            profile = _profiles.Add(input.AsSpan(start, end - start), read, batch);
        }
        if (layout.IdPlace < 0) id = CsvLineReader.LineAsId(batch, _row);
        var passed = Passed(batch, ref end);
        batch.Add(profile, new ResidentDates(payment, birth, happened, recognised), id, passed, new BytePlace(_position, end - _position), _row);
        return true;
    }

    /// <summary>Written as text, with all its quotes doubled, a tuple is at most twice as long.</summary>
    /// <param name="end">Where its profile ends.</param>
    private bool MayBeTooLong(byte[] input, int end)
    {
        for (var place = _profileEnd; place < columns.Count; place++) BinaryTuples.Field(input, ref end);
        return end - _position > CsvRow.MaxBytes / 2;
    }

    private static bool TryId(byte[] input, ref int at, out BytePlace id)
    {
        id = BinaryTuples.Field(input, ref at);
        var bytes = input.AsSpan(id.Start, id.Length);
        // Not one that a CSV file must have in quotes.
        return CsvLineReader.IsPlainId(bytes) && bytes.IndexOfAny((byte)',', (byte)'"') < 0;
    }

    private bool TryDate(int column, byte[] input, ref int at, out uint date)
    {
        var reading = _dates[column];
        date = reading.Otherwise;
        if (reading.Place < 0) return true;
        var part = BinaryTuples.Field(input, ref at);
        var field = input.AsSpan(part.Start, part.Length);
        if (field.IsEmpty) return true;
        date = columns[reading.Place].Kind == TupleKind.Day ? TupleDays.Of(BinaryPrimitives.ReadInt32BigEndian(field)) : reading.Of(field);
        return date != DateField.NoDate;
    }

    private BytePlace Passed(ResidentBatch batch, ref int at)
    {
        if (layout.PassThrough.Count == 0) return default;
        var start = batch.Side.Length;
        for (var place = _profileEnd; place < columns.Count; place++)
        {
            if (place > _profileEnd) batch.Side.Add((byte)',');
            var field = BinaryTuples.Field(_block.Input, ref at);
            CsvText.AddField(batch.Side, _block.Input.AsSpan(field.Start, field.Length));
        }
        return BytePlace.Aside(start, batch.Side.Length - start);
    }

    /// <summary>Where the tuple ends.</summary>
    private int ReadCarefully(ResidentBatch batch, int start)
    {
        var end = _text.Write(_block.Input, start, out var line);
        if (line.Length > CsvRow.MaxBytes)
        {
            RejectLong(_block.Input.AsSpan(start, Math.Min(end - start, LongTuple.BeginningBytes)));
            return end;
        }
        careful.Read(line, new BytePlace(0, line.Length), _row, batch);
        TakeRejects(line);
        return end;
    }

    private bool TryReject(int start, out int end)
    {
        end = start + LongTuple.Bytes;
        if (!LongTuple.Is(_block.Input.AsSpan(start))) return false;
        RejectLong(LongTuple.Beginning(_block.Input, start));
        return true;
    }

    /// <summary>One that is no row, whatever it holds.</summary>
    private void RejectLong(ReadOnlySpan<byte> beginning)
    {
        _block.Rejected++;
        _block.Rejects.Add(new(_row, new(RejectCodes.RowTooLong, "", $"the row is longer than {CsvRow.MaxBytes} bytes, as a CSV file would have it"),
            Shown.Text(Encoding.UTF8.GetString(_text.Beginning(beginning)))));
    }

    private void TakeRejects(Block line)
    {
        _block.Rejected += line.Rejected;
        _block.Blank += line.Blank;
        _block.Rejects.AddRange(line.Rejects);
    }
}
