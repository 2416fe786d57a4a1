using System.Buffers;
using System.Text;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Text fields of sheets that people open in a spreadsheet program: one that would be taken for a formula begins with an apostrophe.
/// Numbers are written by the caller as they are.
/// </summary>
internal static class SpreadsheetText
{
    /// <summary>Tells spreadsheet programs that the file is UTF-8.</summary>
    public const string Begin = "\uFEFF";

    // OWASP's list with its full-width forms, which some programs take for the plain ones.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    public static string Field(string value) => CsvText.Field(IsFormula(value) ? "'" + value : value);

    /// <summary>Writes a field of UTF-8 bytes and says how many; it takes at most twice as many and three. The usual one costs no text.</summary>
    public static int Write(Span<byte> place, ReadOnlySpan<byte> value)
    {
        var plain = value.IsEmpty || (char.IsAsciiLetterOrDigit((char)value[0]) && value.IndexOfAny(NeedQuotes) < 0);
        if (!plain) return Encoding.UTF8.GetBytes(Field(Encoding.UTF8.GetString(value)), place);
        value.CopyTo(place);
        return value.Length;
    }

    private static bool IsFormula(string value) => value.Length > 0 && Formula.Contains(value[0], StringComparison.Ordinal);
}
