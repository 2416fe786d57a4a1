using System.Globalization;
using System.Text;

namespace Canbao.Policies;

/// <summary>How a value that somebody sent is shown back: cut to a length, control characters escaped.</summary>
public static class Shown
{
    public const int MaxLength = 64;

    /// <summary>Cut and escaped.</summary>
    public static string Text(string value) => value.Length > MaxLength ? Escaped(value.AsSpan(0, MaxLength)) + '…' : Escaped(value.AsSpan());

    /// <summary>Escaped only: for a message of ours that holds values. Line ends between its sentences stay.</summary>
    public static string Escaped(string message) => string.Join('\n', message.Split('\n').Select(line => Escaped(line.AsSpan())));

    private static string Escaped(ReadOnlySpan<char> value)
    {
        var shown = new StringBuilder(value.Length + 8);
        foreach (var c in value)
        {
            if (char.IsControl(c) || char.IsSurrogate(c)
                || char.GetUnicodeCategory(c) == UnicodeCategory.Format) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else shown.Append(c);
        }
        return shown.ToString();
    }
}
