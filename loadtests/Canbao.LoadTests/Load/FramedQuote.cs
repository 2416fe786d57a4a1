using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.LoadTests.Load;

/// <summary>
/// One call of Quote as the bytes that gRPC sends over HTTP/2, for generators of load that know nothing of gRPC; and what they do not look at: the
/// same bytes are asked here too, and the status and the answer are read.
/// </summary>
internal sealed class FramedQuote(HttpMessageInvoker http, Uri service, QuoteRequest question) : IDisposable
{
    public const string ContentType = "application/grpc";

    // Whether the message is compressed, and its length.
    private const int PrefixLength = 5;

    private byte[] _expected = [];

    public Uri Address { get; } = new(service, $"/{QuoteService.Descriptor.FullName}/{nameof(QuoteService.QuoteServiceClient.Quote)}");

    /// <summary>The body of the request.</summary>
    public byte[] Body { get; } = Framed(question.ToByteArray());

    public static FramedQuote Over(Uri service, QuoteRequest question) => new(new HttpMessageInvoker(new SocketsHttpHandler()), service, question);

    /// <summary>The first answer, which later ones must be.</summary>
    /// <exception cref="RpcException">There was none.</exception>
    public async Task<Quote> PrepareAsync(CancellationToken stop)
    {
        _expected = await AnswerAsync(stop);
        return Quote.Parser.ParseFrom(_expected.AsSpan(PrefixLength));
    }

    /// <summary>Asks again; tells what is wrong with the answer, null if nothing is.</summary>
    public async Task<string?> AskAsync(CancellationToken stop)
    {
        try
        {
            return (await AnswerAsync(stop)).AsSpan().SequenceEqual(_expected) ? null : "Quote: another answer than before";
        }
        catch (RpcException e)
        {
            return $"Quote: {e.StatusCode}: {e.Status.Detail}";
        }
        catch (OperationCanceledException)
        {
            return "Quote: no answer until the patience was over";
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<byte[]> AnswerAsync(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Body) };
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ContentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        try
        {
            using var response = await http.SendAsync(request, stop);
            var answer = await response.Content.ReadAsByteArrayAsync(stop);
            var status = StatusOf(response);
            return status.StatusCode == StatusCode.OK ? answer : throw new RpcException(status);
        }
        catch (HttpRequestException e)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, e.Message));
        }
    }

    /// <summary>It stands behind the answer, or in the headers if there is none.</summary>
    private static Status StatusOf(HttpResponseMessage response)
    {
        var code = Header(response, "grpc-status");
        return int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? new Status((StatusCode)number, Header(response, "grpc-message") ?? "")
            : new Status(StatusCode.Unknown, $"HTTP status {(int)response.StatusCode} without a grpc-status");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.First() : null;

    private static byte[] Framed(byte[] message)
    {
        var frame = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, PrefixLength);
        return frame;
    }
}
