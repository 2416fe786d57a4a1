using System.IO.Compression;
using System.Text;
using Grpc.Core;

namespace GrpcLite.Tests.Malformed;

/// <summary>Messages that are not what their frame says. Each call gets its status, and the server goes on.</summary>
public sealed class MalformedMessageTests(MalformedHost host) : IClassFixture<MalformedHost>
{
    private static readonly byte[] Good = RawCall.Frame("0123456789");

    public static TheoryData<string> Methods() => ["Unary", "ClientStream"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Truncated_AtAnyByte_IsInternal(string method)
    {
        for (var length = 1; length < Good.Length; length++)
        {
            await AssertEndsAsync(StatusCode.Internal, method, Good[..length]);
        }

        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData(11, StatusCode.Internal)]
    [InlineData(9, StatusCode.Internal)]
    [InlineData(0, StatusCode.Internal)]
    [InlineData(MalformedHost.MaxMessageSize + 1, StatusCode.ResourceExhausted)]
    [InlineData(-1, StatusCode.ResourceExhausted)]
    [InlineData(int.MinValue, StatusCode.ResourceExhausted)]
    [InlineData(int.MaxValue, StatusCode.ResourceExhausted)]
    public async Task WrongLength_IsRefused(int length, StatusCode expected)
    {
        var body = RawCall.Frame(Good[5..], length: length);
        await AssertEndsAsync(expected, "Unary", body);
        await AssertEndsAsync(expected, "ClientStream", body);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task UnknownFlag_IsInternal()
    {
        for (var flag = 2; flag <= 255; flag++)
        {
            await AssertEndsAsync(StatusCode.Internal, flag % 2 == 0 ? "Unary" : "ClientStream", RawCall.Frame("a", (byte)flag));
        }

        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    public async Task CompressedWithoutEncoding_IsInternal(string encoding)
    {
        await AssertEndsAsync(StatusCode.Internal, "Unary", RawCall.Frame(Gzip("a"), flag: 1), ("grpc-encoding", encoding));
        await host.AssertServesAsync();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task DamagedCompression_IsInternal(string encoding)
    {
        var good = encoding == "gzip" ? Gzip("0123456789") : Deflate("0123456789");
        for (var length = 1; length < good.Length; length++)
        {
            await AssertEndsAsync(StatusCode.Internal, "Unary", RawCall.Frame(good[..length], flag: 1), ("grpc-encoding", encoding));
        }

        byte[] wrongChecksum = [.. good];
        wrongChecksum[^(encoding == "gzip" ? 5 : 1)] ^= 1;
        await AssertEndsAsync(StatusCode.Internal, "Unary", RawCall.Frame(wrongChecksum, flag: 1), ("grpc-encoding", encoding));
        await AssertEndsAsync(StatusCode.Internal, "Unary", RawCall.Frame("garbage", flag: 1), ("grpc-encoding", encoding));
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task CompressedNothing_IsTheEmptyMessage()
    {
        var answer = await RawConnection.CallAsync(host.Address, RawCall.Frame("", flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal(MalformedHost.Reply(""), answer.Body);
    }

    [Theory]
    [InlineData(MalformedHost.MaxMessageSize + 1)]
    [InlineData(100_000_000)]
    public async Task CompressedMessage_ThatGrowsOverTheLimit_IsRefused(int length)
    {
        var bomb = Gzip(new string('a', length));
        var frame = RawCall.Frame(bomb[..Math.Min(bomb.Length, MalformedHost.MaxMessageSize)], flag: 1);
        await AssertEndsAsync(StatusCode.ResourceExhausted, "Unary", frame, ("grpc-encoding", "gzip"));
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeMessage_IsRefused_BeforeItHasCome()
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("Unary")),
            Http2Bytes.Data(1, RawCall.Frame([], length: MalformedHost.MaxMessageSize + 1), end: false));
        Assert.Equal(StatusCode.ResourceExhausted, (await connection.AnswerAsync(1)).Status);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task UnaryCall_WithTwoMessages_OrNone_IsInternal()
    {
        await AssertEndsAsync(StatusCode.Internal, "Unary", [.. Good, .. Good]);
        await AssertEndsAsync(StatusCode.Internal, "Unary", []);
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("Unary"), end: true));
        Assert.Equal(StatusCode.Internal, (await connection.AnswerAsync(1)).Status);
        await host.AssertServesAsync();
    }

    [Fact]
    public async Task CutIntoSingleBytes_IsStillTheMessage()
    {
        using var connection = await RawConnection.OpenAsync(host.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("Unary")));
        foreach (var value in Good)
        {
            await connection.SendAsync(Http2Bytes.Data(1, [value], end: false));
        }

        await connection.SendAsync(Http2Bytes.Data(1, []));
        Assert.Equal(MalformedHost.Reply("0123456789"), (await connection.AnswerAsync(1)).Body);
    }

    private async Task AssertEndsAsync(StatusCode expected, string method, byte[] body, params (string, string)[] headers)
    {
        var answer = await RawConnection.CallAsync(host.Address, method, body, headers);
        Assert.True(answer.Status == expected, $"{method} of {Convert.ToHexString(body)}: {answer}");
        Assert.Empty(answer.Body);
        Assert.Equal("200", answer.HttpStatus);
    }

    private static byte[] Gzip(string text) => Compress(output => new GZipStream(output, CompressionLevel.SmallestSize), text);

    private static byte[] Deflate(string text) => Compress(output => new ZLibStream(output, CompressionLevel.SmallestSize), text);

    private static byte[] Compress(Func<Stream, Stream> open, string text)
    {
        using var output = new MemoryStream();
        using (var stream = open(output))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }
}
