using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>The encodings as people write them.</summary>
public static class TextEncodings
{
    public const string Allowed = "auto, utf-8 or gb18030";

    public static string Name(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "utf-8",
        TextEncoding.Gb18030 => "gb18030",
        _ => "auto",
    };

    /// <summary>Throws if it is none.</summary>
    public static TextEncoding Parse(string text)
    {
        foreach (var encoding in Enum.GetValues<TextEncoding>())
            if (Name(encoding).Equals(text, StringComparison.OrdinalIgnoreCase)) return encoding;
        throw new InvalidDataException($"there is no encoding '{Shown.Text(text)}'; expected {Allowed}");
    }
}
