using System.Text;
using Canbao.EndToEnd.Tests.Service;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>Requests whose headers or whose end are wrong. Each has one answer, and the service goes on.</summary>
public sealed class MalformedRequestTests(MalformedService service) : IClassFixture<MalformedService>
{
    private static readonly byte[] Good = RawRequest.Frame(MalformedService.Question);

    [Fact]
    public async Task MissingTe_IsAccepted() => MalformedService.AssertAnswered("Quote", await RawConnection.CallAsync(service.Address, Good, ("te", "")));

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/grpcfoo")]
    public async Task OtherContentType_Is415(string contentType)
    {
        var answer = await RawConnection.CallAsync(service.Address, Good, ("content-type", contentType));
        Assert.Equal(("415", StatusCode.Internal), (answer.HttpStatus, answer.Status));
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData(":method", "GET", "404")]
    [InlineData(":method", "BREW", "404")]
    [InlineData(":path", "/", "404")]
    [InlineData(":path", "/canbao.v1.QuoteService", "404")]
    [InlineData(":path", "/canbao.v1.QuoteService/Quote/more", "404")]
    public async Task OtherHttpMethodOrPath_IsAnHttpError(string header, string value, string expected)
    {
        var answer = await RawConnection.CallAsync(service.Address, Good, (header, value));
        Assert.Equal(expected, answer.HttpStatus);
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData("/canbao.v1.QuoteService/Nothing")]
    [InlineData("/canbao.v1.Nothing/Quote")]
    public async Task UnknownMethod_IsUnimplemented(string path)
    {
        var answer = await RawConnection.CallAsync(service.Address, Good, (":path", path));
        Assert.Equal(("200", StatusCode.Unimplemented), (answer.HttpStatus, answer.Status));
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData("GET / HTTP/0.9\r\n\r\n")]
    [InlineData("POST /canbao.v1.QuoteService/Quote HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")]
    public async Task OtherPreface_ClosesTheConnection(string preface)
    {
        using var connection = await RawConnection.OpenAsync(service.Address, preface: false);
        await connection.SendAsync(Encoding.Latin1.GetBytes(preface));
        connection.Finish();
        await connection.ReadTextAsync();
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData("0n")]
    [InlineData("1")]
    [InlineData("1.5S")]
    [InlineData("-1S")]
    [InlineData(" 1S")]
    [InlineData("0x1S")]
    [InlineData("99999999999999999999999999S")]
    [InlineData("\u0661S")]
    [InlineData("99999999H")]
    public async Task OddTimeout_DoesNotMatter(string timeout) =>
        MalformedService.AssertAnswered("Quote", await RawConnection.CallAsync(service.Address, Good, ("grpc-timeout", timeout)));

    [Theory]
    [InlineData("1u")]
    [InlineData("1m")]
    public async Task VeryShortTimeout_IsDeadlineExceeded(string timeout)
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("StreamQuotes", ("grpc-timeout", timeout))));
        Assert.Equal(StatusCode.DeadlineExceeded, (await connection.AnswerAsync(1)).Status);
        await service.AssertNoStreamIsLeftAsync();
    }

    [Theory]
    [InlineData("data-bin", "?not base64?")]
    [InlineData("na me", "caf\u00c3\u00a9")]
    public async Task HeaderThatIsNoMetadata_DoesNotMatter(string name, string value) =>
        MalformedService.AssertAnswered("Quote", await RawConnection.CallAsync(service.Address, Good, (name, value)));

    [Theory]
    [InlineData("name", "caf\u00e9")]
    [InlineData("name", "\u0000")]
    [InlineData("name", "a\r\nb: c")]
    [InlineData("NAME", "a")]
    [InlineData(":unknown", "a")]
    [InlineData("connection", "close")]
    [InlineData("te", "gzip")]
    public async Task HeaderThatHttpForbids_EndsTheConnection(string name, string value)
    {
        var answer = await RawConnection.CallAsync(service.Address, Good, (name, value));
        Assert.Equal((null, Http2Bytes.ProtocolError), (answer.Headers, answer.GoAway));
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData(1, 15_000, "200")]
    [InlineData(40, 1000, "431")]
    [InlineData(150, 1, "431")]
    public async Task LargeHeaders_Are431_OverTheLimitOfTheServer(int count, int length, string expected)
    {
        var headers = Enumerable.Range(0, count).Select(at => ($"name{at}", new string('a', length))).ToArray();
        var answer = await RawConnection.CallAsync(service.Address, Good, headers);
        Assert.Equal(expected, answer.HttpStatus);
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeHeader_EndsTheConnection()
    {
        var answer = await RawConnection.CallAsync(service.Address, Good, ("name", new string('a', 40_000)));
        Assert.Equal((null, Http2Bytes.CompressionError), (answer.Headers, answer.GoAway));
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeFrame_EndsTheConnection()
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(Http2Bytes.Frame(Http2Bytes.HeadersType, Http2Bytes.EndHeaders, 1, new byte[16_385]));
        Assert.Equal(Http2Bytes.FrameSizeError, (await connection.AnswerAsync(1)).GoAway);
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task RequestWithoutEnd_EndsByItsDeadline()
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("Quote", ("grpc-timeout", "100m"))), Http2Bytes.Data(1, Good, end: false));
        Assert.Equal(StatusCode.DeadlineExceeded, (await connection.AnswerAsync(1)).Status);
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task UnaryRequestWithoutEnd_AndWithoutDeadline_EndsTheConnection()
    {
        // Kestrel gives a request five seconds to come faster than a trickle. Its GOAWAY does not always arrive.
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("Quote")), Http2Bytes.Data(1, Good[..3], end: false));
        var answer = await connection.AnswerAsync(1);
        Assert.Contains(answer.GoAway, new int?[] { null, Http2Bytes.InternalError });
        Assert.NotEqual(StatusCode.OK, answer.Status);
        await service.AssertServesAsync();
    }

    /// <summary>The caller is lost in the middle of a batch: the stream gives its place back.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StreamWithoutEnd_EndsByReset_OrWithItsConnection(bool reset)
    {
        var batch = RawRequest.Frame(MalformedService.Batch);
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("StreamQuotes", ("grpc-timeout", "1H"))),
            Http2Bytes.Data(1, [.. batch, .. batch[..20]], end: false));
        while (await connection.ReadBodyAsync(1) == 0)
        {
        }
        if (reset) await connection.SendAsync(Http2Bytes.Reset(1));
        else connection.Dispose();
        await service.AssertNoStreamIsLeftAsync();
        await service.AssertServesAsync();
    }
}
