using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Grpc.Core;

namespace GrpcLite.Tests.Web;

/// <summary>A response of gRPC-Web: its messages, and its trailers wherever they were.</summary>
internal sealed record WebReply(RawReply Raw, string ContentType, List<string> Messages, Dictionary<string, string> Trailers)
{
    internal bool IsTrailersOnly => Raw.Headers.ContainsKey("grpc-status") && Raw.Body.Length == 0;

    internal StatusCode Status => (StatusCode)int.Parse(
        IsTrailersOnly ? Raw.Headers["grpc-status"] : Trailers["grpc-status"], CultureInfo.InvariantCulture);

    internal static WebReply Of(RawReply raw)
    {
        var type = raw.Response.Content.Headers.ContentType?.ToString() ?? "";
        var rest = type == "application/grpc-web-text" ? FromBase64(raw.Body) : raw.Body;
        var (messages, trailers) = (new List<string>(), new Dictionary<string, string>());
        while (rest.Length > 0)
        {
            Assert.Empty(trailers);
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.AsSpan(1));
            var text = Encoding.UTF8.GetString(rest, 5, length);
            if (rest[0] == 0x80)
            {
                trailers = TrailersOf(text);
            }
            else
            {
                Assert.Equal(0, rest[0]);
                messages.Add(text);
            }

            rest = rest[(5 + length)..];
        }

        return new WebReply(raw, type, messages, trailers);
    }

    /// <summary>Pieces with padding may follow each other.</summary>
    internal static byte[] FromBase64(byte[] text) =>
        [.. text.Chunk(4).SelectMany(group => Convert.FromBase64String(Encoding.ASCII.GetString(group)))];

    private static Dictionary<string, string> TrailersOf(string text)
    {
        Assert.EndsWith("\r\n", text);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
