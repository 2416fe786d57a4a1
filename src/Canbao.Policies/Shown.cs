using System.Globalization;
using System.Text;

namespace Canbao.Policies;

/// <summary>How a value that somebody sent is shown back: cut to a length, control characters escaped.</summary>
public static class Shown
{
    public const int MaxLength = 64;

    public static string Text(string value)
    {
        var cut = value.Length > MaxLength;
        var shown = new StringBuilder(MaxLength + 8);
        foreach (var c in cut ? value.AsSpan(0, MaxLength) : value)
        {
            if (char.IsControl(c) || char.IsSurrogate(c)
                || char.GetUnicodeCategory(c) == UnicodeCategory.Format) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else shown.Append(c);
        }
        return cut ? shown.Append('…').ToString() : shown.ToString();
    }
}
