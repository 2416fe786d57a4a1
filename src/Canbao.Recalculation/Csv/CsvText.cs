using System.Buffers;
using System.Text;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Csv;

/// <summary>Writes fields as RFC 4180 has them: quoted only where they must be.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static string Field(string value) =>
        value.AsSpan().ContainsAny(NeedQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    /// <summary>A field whose bytes may be anything.</summary>
    public static void AddField(OutputBuffer output, ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAny(",\"\r\n"u8) < 0)
        {
            output.Add(value);
            return;
        }
        output.Add((byte)'"');
        foreach (var part in value)
        {
            if (part == '"') output.Add(part);
            output.Add(part);
        }
        output.Add((byte)'"');
    }

    public static string Row(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    public static byte[] RowBytes(IEnumerable<string> fields) => Encoding.UTF8.GetBytes(Row(fields));
}
