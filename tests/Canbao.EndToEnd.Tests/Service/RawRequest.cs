using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A call with one message of any bytes, which no client library would send.</summary>
internal static class RawRequest
{
    internal static async Task<StatusCode> SendAsync(RunningServer server, string service, string method, byte[] message, bool flaggedAsGzip = false)
    {
        using var http = new HttpClient();
        var frame = Frame(message, flaggedAsGzip ? (byte)1 : (byte)0);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/{service}/{method}")
        {
            Content = new ByteArrayContent(frame), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        request.Headers.Add("grpc-encoding", "gzip");
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return StatusOf(response.TrailingHeaders) ?? StatusOf(response.Headers) ?? throw new InvalidDataException("there is no grpc-status");
    }

    /// <summary>A message behind its prefix, which may lie about it.</summary>
    internal static byte[] Frame(ReadOnlySpan<byte> message, byte flag = 0, int? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length ?? message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    internal static byte[] Gzip(byte[] plain)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(plain);
        return output.ToArray();
    }

    private static StatusCode? StatusOf(HttpHeaders headers) => headers.TryGetValues("grpc-status", out var values)
        ? (StatusCode)int.Parse(values.Single(), System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
