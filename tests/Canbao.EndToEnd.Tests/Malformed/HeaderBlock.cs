using System.Text;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>Reads the header blocks of a server that may not use a dynamic table and uses no Huffman code.</summary>
internal static class HeaderBlock
{
    /// <summary>The names of the static table of RFC 7541, appendix A, from index 1 on.</summary>
    private static readonly string[] Names = (
        ":authority :method :method :path :path :scheme :scheme :status :status :status :status :status :status :status "
        + "accept-charset accept-encoding accept-language accept-ranges accept access-control-allow-origin age allow authorization "
        + "cache-control content-disposition content-encoding content-language content-length content-location content-range "
        + "content-type cookie date etag expect expires from host if-match if-modified-since if-none-match if-range "
        + "if-unmodified-since last-modified link location max-forwards proxy-authenticate proxy-authorization range referer "
        + "refresh retry-after server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate").Split(' ');

    private static readonly string[] Statuses = ["200", "204", "206", "304", "400", "404", "500"];

    internal static Dictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        var headers = new Dictionary<string, string>();
        while (block.Length > 0)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                var index = ReadNumber(ref block, 7);
                headers[Names[index - 1]] = index is >= 8 and <= 14 ? Statuses[index - 8] : "";
            }
            else if ((first & 0xe0) == 0x20)
            {
                ReadNumber(ref block, 5);
            }
            else
            {
                var index = ReadNumber(ref block, (first & 0x40) != 0 ? 6 : 4);
                var name = index == 0 ? ReadText(ref block) : Names[index - 1];
                headers[name] = ReadText(ref block);
            }
        }

        return headers;
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        Assert.Equal(0, block[0] & 0x80);
        var length = ReadNumber(ref block, 7);
        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var mask = (1 << prefixBits) - 1;
        var value = block[0] & mask;
        block = block[1..];
        for (var shift = 0; value >= mask; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 127) << shift;
            if ((next & 128) == 0)
            {
                break;
            }
        }

        return value;
    }
}
