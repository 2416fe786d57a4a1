using System.Buffers;
using System.Globalization;
using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>The values of single fields, as people and other programs write them.</summary>
internal static class FieldText
{
    public const string FlagAllowed = "true, yes, 1, 是 or false, no, 0, 否, or nothing";

    private const char IdeographicSpace = '\u3000';

    public static string CircumstanceAllowed => $"nothing or one of {SnakeCase.Allowed<Circumstance>()}";

    /// <summary>Full-width letters, digits, signs and spaces as half-width ones; nothing around it.</summary>
    public static string Plain(string text)
    {
        foreach (var c in text)
            if (!char.IsAscii(c)) return string.Create(text.Length, text, HalfWidth).Trim();
        return text.Trim();
    }

    /// <summary>Null if the text is no yes and no no.</summary>
    public static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" or "是" => true,
        "FALSE" or "NO" or "0" or "否" => false,
        _ => null,
    };

    /// <summary>Whether nothing can be seen there. Bytes that are no text are something.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> field)
    {
        if (field.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0) return field.IsEmpty;
        if (!field.ContainsAnyExcept((byte)' ', (byte)'\t')) return true;
        while (!field.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(field, out var rune, out var length) != OperationStatus.Done) return false;
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) return false;
            field = field[length..];
        }
        return true;
    }

    public static bool TryNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static void HalfWidth(Span<char> to, string from)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = from[i] switch { >= '\uFF01' and <= '\uFF5E' => (char)(from[i] - 0xFEE0), IdeographicSpace => ' ', _ => from[i] };
    }
}
