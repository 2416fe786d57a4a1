using System.Globalization;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation;

/// <summary>One problem of a row that could not be answered: where it stands, the field, its value (cut and escaped) and what is allowed.</summary>
internal readonly record struct RejectedRow(long Line, string Field, string Value, string Reason)
{
    public static byte[] Header { get; } = CsvText.RowBytes(["line", "field", "value", "reason"]);

    public byte[] ToBytes() => CsvText.RowBytes([Line.ToString(CultureInfo.InvariantCulture), Field, Value, Reason]);
}
