namespace Canbao.Cli.Rendering;

/// <summary>Columns of text that holds Chinese: a Chinese character takes two places of a terminal.</summary>
internal static class TextWidth
{
    public static int Of(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>The text in lines of at most that width, broken at spaces where there are any, else between characters.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        while (Of(text) > width)
        {
            var fits = 0;
            for (var used = 0; used + Of(text[fits..(fits + 1)]) <= width; fits++) used += Of(text[fits..(fits + 1)]);
            var space = text.LastIndexOf(' ', fits, fits);
            lines.Add(space > 0 ? text[..space] : text[..fits]);
            text = space > 0 ? text[(space + 1)..] : text[fits..];
        }
        lines.Add(text);
        return lines;
    }

    // Hangul, CJK and the full-width forms, as Unicode's East Asian Width has them.
    private static bool IsWide(char c) => c is (>= '\u1100' and <= '\u115F') or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3')
        or (>= '\uF900' and <= '\uFAFF') or (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60');
}
