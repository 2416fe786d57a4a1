namespace Canbao.Notices;

/// <summary>The lines of a text, whatever ends them: LF, CR LF or CR alone.</summary>
internal static class NoticeLines
{
    /// <summary>Where each line begins and ends, without what ends it. A text has one line more than it has ends of lines.</summary>
    public static IReadOnlyList<(int Start, int End)> Of(string text)
    {
        var lines = new List<(int, int)>();
        for (var start = 0; ;)
        {
            if (text.AsSpan(start).IndexOfAny('\r', '\n') is not (>= 0 and var length)) return [.. lines, (start, text.Length)];
            var end = start + length;
            lines.Add((start, end));
            start = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        }
    }
}
