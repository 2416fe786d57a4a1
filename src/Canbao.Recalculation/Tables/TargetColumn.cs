using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Tables;

/// <summary>A column that is written: its name and the server's name of its type, such as int4.</summary>
internal sealed record TargetColumn(string Name, string Type)
{
    /// <summary>Of a column of numbers.</summary>
    public long Most => Type switch { "int2" => short.MaxValue, "int4" => int.MaxValue, _ => long.MaxValue };

    public long Least => -Most;

    public bool IsText => Type is "text" or "varchar" or "bpchar";

    private static readonly Dictionary<FieldKind, string> Types = new()
    {
        [FieldKind.Text] = "text", [FieldKind.Number] = "int8", [FieldKind.Day] = "date", [FieldKind.Flag] = "bool",
    };

    /// <summary>A column of a table that is made for the answers.</summary>
    public static TargetColumn For(string name, FieldKind kind) => new(name, Types[kind]);

    /// <summary>What is wrong with the type for such a field; null if nothing is.</summary>
    public string? ProblemWith(FieldKind kind)
    {
        var allowed = kind switch
        {
            FieldKind.Number => "int8, int4, int2",
            FieldKind.Day => "date",
            FieldKind.Flag => "bool",
            _ => "",
        };
        return IsText || allowed.Split(", ").Contains(Type) ? null
            : $"column '{Name}' is of type {Type}; expected {(allowed.Length > 0 ? $"{allowed}, " : "")}text or varchar";
    }

    /// <summary>Adds a field with its length; a text of none becomes null.</summary>
    public void Add(OutputBuffer output, string text)
    {
        if (text.Length == 0) BinaryPrimitives.WriteInt32BigEndian(output.Take(sizeof(int)), -1);
        else if (IsText) AddBytes(output, Encoding.UTF8.GetBytes(text));
        else if (Type == "bool") AddBytes(output, [text == "true" ? (byte)1 : (byte)0]);
        else if (Type == "date") AddNumber(output, DayOf(text), sizeof(int));
        else AddNumber(output, Number(Name, Type, text), Type[^1] - '0');
    }

    /// <summary>Whether a text reads back as it was written.</summary>
    public bool Keeps(ReadOnlySpan<byte> text)
    {
        // Blanks at the end mean nothing to bpchar.
        if (IsText) return Type != "bpchar" || !text.EndsWith(" "u8);
        Span<byte> written = stackalloc byte[20];
        return Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length && value >= Least && value <= Most
            && Utf8Formatter.TryFormat(value, written, out var length) && text.SequenceEqual(written[..length]);
    }

    /// <summary>A number that the type can hold.</summary>
    public static long Number(string name, string type, string text)
    {
        var most = new TargetColumn(name, type).Most;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= -most && value <= most) return value;
        throw new InvalidDataException($"column '{name}' of the table is of type {type}, and '{Shown.Text(text)}' is no such number; "
            + $"expected -{most} to {most}, or a column of type text");
    }

    /// <summary>A number of so many bytes behind its length.</summary>
    public static void AddNumber(OutputBuffer output, long value, int bytes)
    {
        var place = output.Take(sizeof(int) + bytes);
        BinaryPrimitives.WriteInt32BigEndian(place, bytes);
        if (bytes == sizeof(short)) BinaryPrimitives.WriteInt16BigEndian(place[sizeof(int)..], (short)value);
        else if (bytes == sizeof(int)) BinaryPrimitives.WriteInt32BigEndian(place[sizeof(int)..], (int)value);
        else BinaryPrimitives.WriteInt64BigEndian(place[sizeof(int)..], value);
    }

    private static void AddBytes(OutputBuffer output, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.Take(sizeof(int)), bytes.Length);
        output.Add(bytes);
    }

    private static int DayOf(string text)
    {
        WireDate.TryParse(uint.Parse(text, CultureInfo.InvariantCulture), out var day);
        return day.DayNumber - BinaryTuples.FirstDay.DayNumber;
    }
}
