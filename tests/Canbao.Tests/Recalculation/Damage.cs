using System.Text;

namespace Canbao.Tests.Recalculation;

/// <summary>A way in which a row of a file can be broken. Bytes are characters of Latin-1 here, so that they need not be text.</summary>
/// <param name="Name">For who reads that a row was lost.</param>
/// <param name="Apply">Changes the fields of a row, which are then joined by commas.</param>
internal sealed record Damage(string Name, Func<string[], int, IEnumerable<string>> Apply)
{
    public static IReadOnlyList<Damage> Kinds { get; } =
    [
        Is("nothing", ""), Is("spaces", "   "), Is("tab", "\t"), Is("letter", "x"), Is("NULL", "NULL"), Is("N/A", "N/A"), Is("maybe", "maybe"),
        Is("yes", "yes"), Is("huge number", "99999999999999999999"), Is("negative number", "-1"), Is("number with plus", "+1"), Is("fraction", "1.5"),
        Is("exponent", "1e3"), Is("hexadecimal", "0x10"), Is("thousands", "1,000"), Is("quoted thousands", "\"1,000\""),
        Is("full-width digits", Utf8("２０２５")), Is("Chinese text", Utf8("丰都县")), Is("emoji", Utf8("🙂")), Is("byte that is no UTF-8", "\u00FF"),
        Is("half a character", "\u00E4\u00B8"),
        Is("overlong form", "\u00C0\u00AF"), Is("surrogate", "\u00ED\u00A0\u0080"), Is("zero-width space", Utf8("\u200B")),
        Is("mark of the other direction", Utf8("\u202E")), Is("NUL", "\0"), Is("escape sequence", "\u001B[2J"), Is("formula", "=cmd|'/c calc'!A0"),
        Is("sum", "@SUM(1+1)"), Is("HTML", "<script>alert(1)</script>"), Is("SQL", "' OR 1=1 --"), Is("path", "../../etc/passwd"), Is("quoted text", "\"x\""),
        Is("quote in the middle", "a\"b"), Is("quote that stays open", "\"x"), Is("quote that only ends", "x\""), Is("text behind a quote", "\"a\"b"),
        Is("pair of quotes", "\"\"\"\""), Is("day that is not", "20250230"), Is("month that is not", "2025-13-01"), Is("date of letters", "soon"),
        Is("date of another country", "11/30/2024"), Is("too many digits", "202411011"), Is("list of a hundred", string.Join(';', Enumerable.Repeat("a", 100))),
        Is("list of nothing", ";;;"), Is("200 letters", new string('x', 200)), Is("more than a line may have", new string('x', 70_000)),
        Of("byte order mark before it", field => "\u00EF\u00BB\u00BF" + field), Of("return in the middle", field => field + "\rx"),
        Of("return behind it", field => field + "\r"),
        Of("line end in the middle", field => field + "\nx"), Of("line end in quotes", field => $"\"{field}\nx\""),
        Of("space before it", field => " " + field), Of("itself twice", field => field + field), Of("quotes around it", field => $"\"{field}\""),
        new("left out", (fields, at) => fields.Where((_, i) => i != at)), new("given twice", (fields, at) => [.. fields[..at], fields[at], .. fields[at..]]),
        new("swapped with the next", Swapped), new("cut off behind it", (fields, at) => fields[..(at + 1)]),
        new("blank line behind it", (fields, at) => [.. fields[..at], fields[at] + "\n\r\n" + fields[at], .. fields[(at + 1)..]]),
    ];

    private static Damage Is(string name, string value) => Of(name, _ => value);

    private static Damage Of(string name, Func<string, string> change) =>
        new(name, (fields, at) => fields.Select((field, i) => i == at ? change(field) : field));

    private static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<string> Swapped(string[] fields, int at)
    {
        var swapped = fields.ToArray();
        var other = (at + 1) % fields.Length;
        (swapped[at], swapped[other]) = (fields[other], fields[at]);
        return swapped;
    }
}
