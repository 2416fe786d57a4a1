using System.Buffers.Binary;
using System.Globalization;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Tables;

/// <summary>Writes a tuple as the CSV row that says the same. One thread.</summary>
internal sealed class TupleText(IReadOnlyList<TableColumn> columns)
{
    private readonly OutputBuffer _output = new();
    private readonly Block _line = new();

    /// <summary>The row alone in a block, without a line end, valid until the next call.</summary>
    /// <returns>Where the tuple ends.</returns>
    public int Write(byte[] input, int start, out Block line)
    {
        _output.Clear();
        var at = start + sizeof(short);
        foreach (var column in columns)
        {
            if (at > start + sizeof(short)) _output.Add((byte)',');
            var field = BinaryTuples.Field(input, ref at);
            Add(column.Kind, input.AsSpan(field.Start, field.Length));
        }
        _line.Clear();
        _line.Grow(_output.Length);
        _output.Written.CopyTo(_line.Input);
        _line.Length = _output.Length;
        line = _line;
        return at;
    }

    /// <summary>The beginning of the row that says the same as the beginning of a tuple.</summary>
    public ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> tuple)
    {
        _output.Clear();
        var at = sizeof(short);
        foreach (var column in columns)
        {
            if (tuple.Length - at < sizeof(int)) break;
            if (at > sizeof(short)) _output.Add((byte)',');
            var length = Math.Max(BinaryPrimitives.ReadInt32BigEndian(tuple[at..]), 0);
            at += sizeof(int);
            var field = tuple.Slice(at, Math.Min(length, tuple.Length - at));
            if (column.Kind == TupleKind.Text || field.Length == length) Add(column.Kind, field);
            at += field.Length;
        }
        return _output.Written;
    }

    private void Add(TupleKind kind, ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty) return;
        if (kind == TupleKind.Number) _output.AddNumber(Number(field));
        else if (kind == TupleKind.Flag) _output.Add(field[0] != 0 ? "true"u8 : "false"u8);
        else CsvText.AddField(_output, kind == TupleKind.Day ? System.Text.Encoding.ASCII.GetBytes(Day(BinaryPrimitives.ReadInt32BigEndian(field))) : field);
    }

    private static long Number(ReadOnlySpan<byte> field) => field.Length switch
    {
        sizeof(short) => BinaryPrimitives.ReadInt16BigEndian(field),
        sizeof(int) => BinaryPrimitives.ReadInt32BigEndian(field),
        _ => BinaryPrimitives.ReadInt64BigEndian(field),
    };

    /// <summary>As the server writes days, those included that our calendar does not have.</summary>
    private static string Day(int days)
    {
        if (days == int.MaxValue) return "infinity";
        if (days == int.MinValue) return "-infinity";
        var number = (long)days + BinaryTuples.FirstDay.DayNumber;
        if (number < 0 || number > DateOnly.MaxValue.DayNumber) return $"{days.ToString(CultureInfo.InvariantCulture)} days from 2000-01-01";
        return DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
