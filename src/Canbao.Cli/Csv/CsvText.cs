using System.Buffers;
using System.Text;

namespace Canbao.Cli.Csv;

/// <summary>Writes fields as RFC 4180 has them: quoted only where they must be.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public static string Field(string value) =>
        value.AsSpan().ContainsAny(NeedQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    public static string Row(IEnumerable<string> fields) => string.Join(',', fields.Select(Field)) + "\n";

    public static byte[] RowBytes(IEnumerable<string> fields) => Encoding.UTF8.GetBytes(Row(fields));
}
