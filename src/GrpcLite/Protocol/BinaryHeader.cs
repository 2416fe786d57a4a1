namespace GrpcLite.Protocol;

/// <summary>The value of a <c>-bin</c> header: base64, with or without padding.</summary>
internal static class BinaryHeader
{
    internal static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <exception cref="FormatException">The value is not base64.</exception>
    internal static byte[] Decode(ReadOnlySpan<char> value)
    {
        var digits = value.Trim().TrimEnd('=');
        return Convert.FromBase64String(string.Concat(digits, (digits.Length % 4) switch
        {
            2 => "==",
            3 => "=",
            _ => "",
        }));
    }
}
