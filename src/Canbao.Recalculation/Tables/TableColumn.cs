namespace Canbao.Recalculation.Tables;

/// <summary>What the bytes of a field are.</summary>
internal enum TupleKind
{
    /// <summary>UTF-8.</summary>
    Text,

    /// <summary>A whole number of 2, 4 or 8 bytes.</summary>
    Number,

    /// <summary>Days since 2000.</summary>
    Day,

    /// <summary>One byte, 0 or 1.</summary>
    Flag,
}

/// <summary>A column that is read: its name, what the server is asked for, and what it answers.</summary>
internal sealed record TableColumn(string Name, string Expression, TupleKind Kind)
{
    /// <summary>A column as we want it. What we do not know comes as text, and a row whose text means nothing is rejected.</summary>
    /// <param name="name">Of the column.</param>
    /// <param name="type">The server's name of its type, such as int4 or _text.</param>
    /// <param name="wanted">Whether it holds days, or text alone.</param>
    /// <param name="separator">Between the codes of a list.</param>
    public static TableColumn Of(string name, string type, TupleKind? wanted, string separator)
    {
        var quoted = Sql.Name(name);
        return (type, wanted) switch
        {
            ("text" or "varchar", _) => new(name, quoted, TupleKind.Text),
            ("timestamptz", TupleKind.Day) => throw new InvalidDataException(
                $"column '{name}' is a moment in time, and its day depends on where one is; make it a date in a query"),
            ("date", TupleKind.Day) => new(name, quoted, TupleKind.Day),
            ("timestamp", TupleKind.Day) => new(name, $"{quoted}::pg_catalog.date", TupleKind.Day),
            ("int2" or "int4" or "int8", null) => new(name, quoted, TupleKind.Number),
            ("bool", null) => new(name, quoted, TupleKind.Flag),
            ("numeric", _) => new(name, $"pg_catalog.trim_scale({quoted})::pg_catalog.text", TupleKind.Text),
            (['_', ..], _) => new(name, $"pg_catalog.array_to_string({quoted}, {Sql.Text(separator)})", TupleKind.Text),
            _ => new(name, $"{quoted}::pg_catalog.text", TupleKind.Text),
        };
    }
}
