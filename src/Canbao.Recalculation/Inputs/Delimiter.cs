using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>What stands between the fields of a text.</summary>
/// <param name="Name">As people write it.</param>
/// <param name="Text">The sign itself.</param>
internal sealed record Delimiter(string Name, string Text)
{
    /// <summary>The usual one, first; then the others that programs write.</summary>
    public static readonly ValueList<Delimiter> All =
        [new(",", ","), new(";", ";"), new("tab", "\t"), new("|", "|"), new("，", "，"), new("；", "；")];

    public static readonly Delimiter Comma = All[0];

    public static string Allowed => string.Join(" ", All.Select(delimiter => delimiter.Name));

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    /// <summary>By its name or as the sign itself; null if it is none.</summary>
    public static Delimiter? Find(string text) => All.FirstOrDefault(delimiter => delimiter.Name == text || delimiter.Text == text);

    /// <summary>The one that a header without any comma has most often; null if it has none of them.</summary>
    public static Delimiter? MostIn(string header) =>
        All.Where(delimiter => header.Contains(delimiter.Text, StringComparison.Ordinal)).MaxBy(delimiter => header.Split(delimiter.Text).Length);
}

/// <summary>How a text of residents is written.</summary>
/// <param name="Delimiter">Null: a comma, or what the text itself says in its first line (sep=;).</param>
internal readonly record struct TextForm(TextEncoding Encoding, Delimiter? Delimiter = null)
{
    public static implicit operator TextForm(TextEncoding encoding) => new(encoding);
}
