using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Web;

/// <summary>The trailers of gRPC-Web: a last frame, marked by its highest bit, with one line for each value.</summary>
internal static class TrailerFrame
{
    private const byte Flag = 0x80;
    private const int PrefixLength = 5;

    internal static void Write(IBufferWriter<byte> output, IHeaderDictionary trailers)
    {
        var text = new StringBuilder();
        foreach (var (name, values) in trailers)
        {
            foreach (var value in values)
            {
                // Clients look names up as they come: those of the protocol are written in lower case.
                text.Append(name.ToLowerInvariant()).Append(": ").Append(value).Append("\r\n");
            }
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        prefix[0] = Flag;
        BinaryPrimitives.WriteInt32BigEndian(prefix[1..], text.Length);
        output.Write(prefix);
        // What may stand in a trailer is ASCII, so that a character is a byte.
        output.Write(Encoding.ASCII.GetBytes(text.ToString()));
    }
}
