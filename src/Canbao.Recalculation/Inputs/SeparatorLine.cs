using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>The line with which spreadsheets say what stands between the fields: sep=; before the header.</summary>
internal static class SeparatorLine
{
    public const int MostBytes = 16;

    private const string Begins = "sep=";

    /// <summary>Whether a line is such a one; its sign may have become a comma.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => line.Length <= MostBytes && Encoding.UTF8.GetString(line).Trim('"', ' ') is var text
        && text.StartsWith(Begins, StringComparison.OrdinalIgnoreCase) && Delimiter.Find(text[Begins.Length..]) is not null;

    /// <summary>What the beginning of a text says, or else what was asked for, or a comma. Throws if both say something, and not the same.</summary>
    public static Delimiter DelimiterOf(ReadOnlySpan<byte> beginning, Delimiter? asked)
    {
        var end = beginning.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? "" : Encoding.UTF8.GetString(beginning[..end]).Trim('"', ' ');
        if (!line.StartsWith(Begins, StringComparison.OrdinalIgnoreCase)) return asked ?? Delimiter.Comma;
        var text = line[Begins.Length..];
        var said = Delimiter.Find(text)
            ?? throw new InvalidDataException($"the first line says that '{Shown.Text(text)}' separates the fields; expected one of {Delimiter.Allowed}");
        if (asked is not null && asked != said)
            throw new InvalidDataException($"the first line says that '{said.Name}' separates the fields, but --delimiter says '{asked.Name}'");
        return said;
    }
}
