using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests.Malformed;

/// <summary>Requests whose headers or whose end are wrong. Each has one answer, and the server goes on.</summary>
public sealed class MalformedRequestTests(MalformedHost host) : IClassFixture<MalformedHost>
{
    private static readonly byte[] Good = RawCall.Frame("a");

    [Fact]
    public async Task MissingTe_IsAccepted()
    {
        // It would show that a proxy drops trailers; a server that needs none of them to arrive can do without.
        var answer = await RawConnection.CallAsync(host.Address, Good, ("te", ""));
        Assert.Equal(StatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/grpcfoo")]
    public async Task OtherContentType_Is415(string contentType)
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, ("content-type", contentType));
        Assert.Equal(("415", StatusCode.Internal), (answer.HttpStatus, answer.Status));
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("BREW")]
    public async Task OtherHttpMethod_Is405(string method)
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, (":method", method));
        Assert.Equal("405", answer.HttpStatus);
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("/test.Script/Nothing")]
    [InlineData("/test.Nothing/Unary")]
    public async Task UnknownMethod_IsUnimplemented(string path)
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, (":path", path));
        Assert.Equal(("200", StatusCode.Unimplemented), (answer.HttpStatus, answer.Status));
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/test.Script")]
    [InlineData("/%2e%2e/Unary")]
    [InlineData("/test.Script/Unary/more")]
    public async Task PathThatIsNoMethod_Is404(string path)
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, (":path", path));
        Assert.Equal("404", answer.HttpStatus);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task Http11_OnAPortOfHttp2_Is400()
    {
        var answer = await SendHttp11Async(host.Address);
        Assert.StartsWith("HTTP/1.1 400 Bad Request\r\n", answer);
        Assert.Contains("An HTTP/1.x request was sent to an HTTP/2 only endpoint.", answer);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task Http11_OnAPortOfBoth_Is426()
    {
        await using var both = await GrpcHost.StartAsync(
            app => app.MapGrpcService<ScriptService>(),
            services => services.AddSingleton(new ScriptService()),
            HttpProtocols.Http1AndHttp2);
        var answer = await SendHttp11Async(both.Address);
        Assert.StartsWith("HTTP/1.1 426 Upgrade Required\r\n", answer);
        Assert.Contains("\r\nUpgrade: HTTP/2\r\n", answer);
        Assert.Contains("\r\ngrpc-status: 13\r\n", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("GET / HTTP/0.9\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")]
    public async Task OtherPreface_ClosesTheConnection(string preface)
    {
        using var connection = await RawConnection.OpenAsync(host.Address, preface: false);
        await connection.SendAsync(Encoding.Latin1.GetBytes(preface));
        connection.Finish();
        await connection.ReadTextAsync();
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("0n")]
    [InlineData("00000000S")]
    [InlineData("1")]
    [InlineData("1s")]
    [InlineData("1.5S")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData(" 1S")]
    [InlineData("1 S")]
    [InlineData("0x1S")]
    [InlineData("123456789n")]
    [InlineData("99999999999999999999999999S")]
    [InlineData("\u0661S")]
    public async Task BadTimeout_IsIgnored(string timeout)
    {
        var answer = await RawConnection.CallAsync(host.Address, RawCall.Frame("days left"), ("grpc-timeout", timeout));
        Assert.Equal(RawCall.Frame("none"), answer.Body);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999S")]
    public async Task VeryLongTimeout_IsCutToWhatATimerCanRun(string timeout)
    {
        var answer = await RawConnection.CallAsync(host.Address, RawCall.Frame("days left"), ("grpc-timeout", timeout));
        Assert.Equal(RawCall.Frame("24"), answer.Body);
    }

    [Theory]
    [InlineData("1n")]
    [InlineData("1u")]
    public async Task VeryShortTimeout_IsDeadlineExceeded(string timeout)
    {
        var answer = await RawConnection.CallAsync(host.Address, "Duplex", Good, ("grpc-timeout", timeout));
        Assert.Equal(StatusCode.DeadlineExceeded, answer.Status);
        await host.AssertHandlersEndAsync();
    }

    [Fact]
    public async Task BadBase64_IsInternal_IfTheHandlerReadsMetadata()
    {
        var read = await RawConnection.CallAsync(host.Address, RawCall.Frame("metadata"), ("data-bin", "?not base64?"));
        Assert.Equal(StatusCode.Internal, read.Status);
        var unread = await RawConnection.CallAsync(host.Address, Good, ("data-bin", "?not base64?"));
        Assert.Equal(StatusCode.OK, unread.Status);
    }

    [Theory]
    [InlineData("name", "caf\u00e9")]
    [InlineData("name", "\u0000")]
    [InlineData("name", "a\r\nb: c")]
    [InlineData("NAME", "a")]
    [InlineData("n\u00e4me", "a")]
    [InlineData(":unknown", "a")]
    [InlineData("connection", "close")]
    [InlineData("te", "gzip")]
    public async Task HeaderThatHttpForbids_EndsTheConnection(string name, string value)
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, (name, value));
        Assert.Equal((null, Http2Bytes.ProtocolError), (answer.Headers, answer.GoAway));
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("name", "1")]
    [InlineData("na me", "0")]
    [InlineData("na/me", "0")]
    public async Task HeaderThatCannotBeMetadata_IsNotForTheHandler(string name, string seen)
    {
        // As UTF-8, which HTTP allows.
        var answer = await RawConnection.CallAsync(host.Address, RawCall.Frame("metadata"), (name, "caf\u00c3\u00a9"));
        Assert.Equal(RawCall.Frame(seen), answer.Body);
    }

    [Theory]
    [InlineData(1, 15_000, "200")]
    [InlineData(40, 1000, "431")]
    [InlineData(150, 1, "431")]
    public async Task LargeHeaders_Are431_OverTheLimitOfTheServer(int count, int length, string expected)
    {
        var headers = Enumerable.Range(0, count).Select(at => ($"name{at}", new string('a', length))).ToArray();
        var answer = await RawConnection.CallAsync(host.Address, Good, headers);
        Assert.Equal(expected, answer.HttpStatus);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeHeader_EndsTheConnection()
    {
        var answer = await RawConnection.CallAsync(host.Address, Good, ("name", new string('a', 40_000)));
        Assert.Equal((null, Http2Bytes.CompressionError), (answer.Headers, answer.GoAway));
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeFrame_EndsTheConnection()
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(Http2Bytes.Frame(Http2Bytes.HeadersType, Http2Bytes.EndHeaders, 1, new byte[16_385]));
        Assert.Equal(Http2Bytes.FrameSizeError, (await connection.AnswerAsync(1)).GoAway);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task RequestWithoutEnd_EndsByItsDeadline()
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("Unary", ("grpc-timeout", "100m"))), Http2Bytes.Data(1, Good, end: false));
        Assert.Equal(StatusCode.DeadlineExceeded, (await connection.AnswerAsync(1)).Status);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task UnaryRequestWithoutEnd_AndWithoutDeadline_EndsTheConnection()
    {
        // Kestrel gives a request five seconds to come faster than a trickle. Its GOAWAY does not always arrive.
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("Unary")), Http2Bytes.Data(1, Good[..3], end: false));
        var answer = await connection.AnswerAsync(1);
        Assert.Contains(answer.GoAway, new int?[] { null, Http2Bytes.InternalError });
        Assert.Null(answer.Headers);
        Assert.False(answer.Ended);
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RequestWithoutEnd_EndsByReset_OrWithItsConnection(bool reset)
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("Duplex", ("grpc-timeout", "1H"))), Http2Bytes.Data(1, Good, end: false));
        while (host.Running == 0)
        {
            await Task.Delay(5);
        }

        if (reset)
        {
            await connection.SendAsync(Http2Bytes.Reset(1));
        }
        else
        {
            connection.Dispose();
        }

        await host.AssertHandlersEndAsync();
        await host.AssertServesAsync();
    }

    private static async Task<string> SendHttp11Async(string address)
    {
        using var connection = await RawConnection.OpenAsync(address, preface: false);
        await connection.SendAsync(Encoding.ASCII.GetBytes(
            "POST /test.Script/Unary HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/grpc\r\n"
            + "Content-Length: 6\r\nConnection: close\r\n\r\n\0\0\0\0\u0001a"));
        return await connection.ReadTextAsync();
    }
}
