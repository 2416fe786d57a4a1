using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Canbao.Benchmarks.Transport;

/// <summary>
/// What Kestrel costs without a gRPC layer: the request is read to its end and not looked at, the answer is bytes that lie ready.
/// </summary>
internal static class Floor
{
    private const int PrefixLength = 5;

    private static readonly byte[] UnaryReply = Frame(Traffic.UnaryReply);

    public static Task AnswerAsync(HttpContext http) => http.Request.Path.Value switch
    {
        "/bench.Bytes/Unary" => UnaryAsync(http),
        "/bench.Bytes/Stream" => StreamAsync(http),
        "/cost" => http.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.CpuUsage.TotalTime.TotalMicroseconds:F0} {GC.GetTotalAllocatedBytes()}")),
        _ => Task.FromException(new BadHttpRequestException($"there is no {http.Request.Path}")),
    };

    private static async Task UnaryAsync(HttpContext http)
    {
        var body = http.Request.BodyReader;
        ReadResult read;
        do
        {
            read = await body.ReadAsync();
            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        Begin(http);
        http.Response.BodyWriter.Write(UnaryReply);
    }

    private static async Task StreamAsync(HttpContext http)
    {
        var traffic = Traffic.OfSizes(int.Parse(http.Request.Headers["request-bytes"]!, CultureInfo.InvariantCulture),
            int.Parse(http.Request.Headers["reply-bytes"]!, CultureInfo.InvariantCulture));
        var (body, writer) = (http.Request.BodyReader, http.Response.BodyWriter);
        var (frameLength, reply, received) = (PrefixLength + traffic.Request.Length, Frame(traffic.Reply), 0L);
        Begin(http);
        while (true)
        {
            var read = await body.ReadAsync();
            received += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
            for (; received >= frameLength; received -= frameLength)
            {
                writer.Write(reply);
                await writer.FlushAsync();
            }
            if (read.IsCompleted) return;
        }
    }

    private static void Begin(HttpContext http)
    {
        http.Response.ContentType = "application/grpc";
        http.Response.AppendTrailer("grpc-status", "0");
    }

    public static byte[] Frame(byte[] message)
    {
        var frame = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, PrefixLength);
        return frame;
    }
}
