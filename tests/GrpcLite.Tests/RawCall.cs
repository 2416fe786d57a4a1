using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GrpcLite.Tests;

/// <summary>Sends requests that no gRPC client would send.</summary>
internal sealed class RawCall(GrpcHost host) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = new Uri(host.Address) };

    public void Dispose() => client.Dispose();

    internal static byte[] Frame(string payload, byte flag = 0) => Frame(Encoding.UTF8.GetBytes(payload), flag);

    internal static byte[] Frame(byte[] payload, byte flag = 0, int? length = null)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length ?? payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }

    internal Task<RawReply> SendAsync(byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync("/test.Script/Unary", body, "application/grpc", HttpVersion.Version20, headers);

    internal async Task<RawReply> SendAsync(
        string path, byte[] body, string contentType, Version version, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        request.Headers.TE.ParseAdd("trailers");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return new RawReply(
            response, await response.Content.ReadAsByteArrayAsync(), Read(response.Headers), Read(response.TrailingHeaders));
    }

    private static Dictionary<string, string> Read(HttpResponseHeaders headers) =>
        headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => string.Join(",", header.Value));
}
