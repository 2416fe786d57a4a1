using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>The encodings as people write them.</summary>
public static class TextEncodings
{
    public const string Allowed = "auto, utf-8, gb18030 or utf-16";

    // GBK and GB2312 are parts of GB18030.
    private static readonly Dictionary<string, TextEncoding> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["auto"] = TextEncoding.Auto,
        ["utf-8"] = TextEncoding.Utf8, ["utf8"] = TextEncoding.Utf8, ["utf-8-sig"] = TextEncoding.Utf8,
        ["gb18030"] = TextEncoding.Gb18030, ["gbk"] = TextEncoding.Gb18030, ["gb2312"] = TextEncoding.Gb18030, ["cp936"] = TextEncoding.Gb18030,
        ["utf-16"] = TextEncoding.Utf16, ["utf16"] = TextEncoding.Utf16, ["unicode"] = TextEncoding.Utf16,
    };

    public static string Name(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "utf-8",
        TextEncoding.Gb18030 => "gb18030",
        TextEncoding.Utf16 => "utf-16",
        _ => "auto",
    };

    /// <summary>Throws if it is none.</summary>
    public static TextEncoding Parse(string text) => Names.TryGetValue(text, out var encoding) ? encoding
        : throw new InvalidDataException($"there is no encoding '{Shown.Text(text)}'; expected {Allowed}");
}
