namespace Canbao.Recalculation.Inputs;

/// <summary>How the text of a file is encoded.</summary>
public enum TextEncoding
{
    /// <summary>Found out from the beginning of the file.</summary>
    Auto,
    Utf8,
    Gb18030,

    /// <summary>In the order of bytes that a mark tells; without one the lower byte comes first.</summary>
    Utf16,
}
