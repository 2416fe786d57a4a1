using System.Buffers.Binary;
using System.Text;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>The bytes of HTTP/2, as a client sends them that need not be right.</summary>
internal static class Http2Bytes
{
    internal const byte DataType = 0;
    internal const byte HeadersType = 1;
    internal const byte ResetType = 3;
    internal const byte SettingsType = 4;
    internal const byte PingType = 6;
    internal const byte GoAwayType = 7;
    internal const byte ContinuationType = 9;
    internal const int NoError = 0;
    internal const int ProtocolError = 1;
    internal const int InternalError = 2;
    internal const int FrameSizeError = 6;
    internal const int Cancel = 8;
    internal const int CompressionError = 9;
    internal const int EnhanceYourCalm = 11;
    internal const byte EndStream = 1;
    internal const byte EndHeaders = 4;
    internal const byte Acknowledge = 1;

    /// <summary>What fits into a frame.</summary>
    private const int MaxPiece = 16_384;

    /// <summary>The preface, and settings that forbid the server a dynamic table.</summary>
    internal static readonly byte[] Preface =
        [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(SettingsType, 0, 0, [0, 1, 0, 0, 0, 0])];

    internal static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[9 + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length << 8);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    internal static byte[] Data(int stream, byte[] data, bool end = true) =>
        Frame(DataType, end ? EndStream : (byte)0, stream, data);

    internal static byte[] Reset(int stream, byte error = Cancel) => Frame(ResetType, 0, stream, [0, 0, 0, error]);

    internal static byte[] Headers(int stream, IEnumerable<(string Name, string Value)> headers, bool end = false)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            // A literal without indexing: no table, no Huffman code.
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        var pieces = block.Chunk(MaxPiece).ToArray();
        return [.. pieces.SelectMany((piece, at) => Frame(
            at == 0 ? HeadersType : ContinuationType,
            (byte)((at == pieces.Length - 1 ? EndHeaders : 0) | (end && at == 0 ? EndStream : 0)),
            stream,
            piece))];
    }

    /// <summary>The headers of a good call; those with a name given twice are replaced, with an empty value left out.</summary>
    internal static IEnumerable<(string Name, string Value)> Call(string method, params (string Name, string Value)[] changes)
    {
        var headers = new Dictionary<string, string>
        {
            [":method"] = "POST",
            [":scheme"] = "http",
            [":path"] = "/canbao.v1.QuoteService/" + method,
            [":authority"] = "localhost",
            ["content-type"] = "application/grpc",
            ["te"] = "trailers",
        };
        foreach (var (name, value) in changes)
        {
            headers[name] = value;
        }

        return headers.Where(header => header.Value != "").Select(header => (header.Key, header.Value));
    }

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var rest = bytes.Length - 127;
        block.Add((byte)Math.Min(bytes.Length, 127));
        for (; rest >= 0; rest = rest >= 128 ? rest >> 7 : -1)
        {
            block.Add((byte)(rest >= 128 ? (rest & 127) | 128 : rest));
        }

        block.AddRange(bytes);
    }
}
