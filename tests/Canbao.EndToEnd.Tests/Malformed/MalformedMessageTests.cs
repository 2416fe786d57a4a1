using Canbao.EndToEnd.Tests.Service;
using Canbao.Mapping;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>Messages that are not what their frame says. Each call gets its status, and the service goes on.</summary>
public sealed class MalformedMessageTests(MalformedService service) : IClassFixture<MalformedService>
{
    public static TheoryData<string> Methods() => ["Quote", "StreamQuotes"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Truncated_AtAnyByte_IsInternal(string method)
    {
        var good = RawRequest.Frame(MalformedService.MessageOf(method));
        for (var length = 1; length < good.Length; length++) await AssertEndsAsync(StatusCode.Internal, method, good[..length]);
        await service.AssertServesAsync();
    }

    /// <summary>Above what a length may be, grpc-dotnet tells of its own exception.</summary>
    [Theory]
    [InlineData(1, StatusCode.Internal)]
    [InlineData(-1, StatusCode.Internal)]
    [InlineData(-1_000, StatusCode.Internal)]
    [InlineData((8 << 20) + 1, StatusCode.ResourceExhausted)]
    [InlineData(int.MaxValue - 1_000, StatusCode.ResourceExhausted)]
    [InlineData(int.MinValue, StatusCode.Unknown)]
    public async Task WrongLength_IsRefused(int more, StatusCode expected)
    {
        var length = more is > -1_000 and < 1_000 ? MalformedService.Question.Length + more : more == -1_000 ? 0 : more;
        await AssertEndsAsync(expected, "Quote", RawRequest.Frame(MalformedService.Question, length: length));
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task UnknownFlag_IsAnError()
    {
        for (var flag = 2; flag <= 255; flag++)
        {
            var method = flag % 2 == 0 ? "Quote" : "StreamQuotes";
            await AssertEndsAsync(StatusCode.Unknown, method, RawRequest.Frame(MalformedService.MessageOf(method), (byte)flag));
        }
        await service.AssertServesAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    public async Task CompressedWithoutEncoding_IsInternal(string encoding)
    {
        await AssertEndsAsync(StatusCode.Internal, "Quote", RawRequest.Frame(RawRequest.Gzip(MalformedService.Question), flag: 1), ("grpc-encoding", encoding));
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task UnknownEncoding_IsUnimplemented() => await AssertEndsAsync(
        StatusCode.Unimplemented, "Quote", RawRequest.Frame(RawRequest.Gzip(MalformedService.Question), flag: 1), ("grpc-encoding", "snappy"));

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Gzip_IsRead(string method)
    {
        var frame = RawRequest.Frame(RawRequest.Gzip(MalformedService.MessageOf(method)), flag: 1);
        MalformedService.AssertAnswered(method, await RawConnection.CallAsync(service.Address, method, frame, ("grpc-encoding", "gzip")));
    }

    /// <summary>Data that was cut off would otherwise pass for a shorter message: another question, or another batch.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task DamagedGzip_IsInternal(string method)
    {
        var good = RawRequest.Gzip(MalformedService.MessageOf(method));
        for (var length = 1; length < good.Length; length++) await AssertDamagedAsync(method, good[..length]);
        byte[] wrongChecksum = [.. good];
        wrongChecksum[^5] ^= 1;
        await AssertDamagedAsync(method, wrongChecksum);
        await AssertDamagedAsync(method, [.. good, .. good]);
        await AssertDamagedAsync(method, "garbage"u8.ToArray());
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task TooLargeMessage_IsRefused_BeforeItHasCome()
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(
            Http2Bytes.Headers(1, Http2Bytes.Call("StreamQuotes")),
            Http2Bytes.Data(1, RawRequest.Frame([], length: new ServiceLimits().MaxBatchBytes + 1), end: false));
        Assert.Equal(StatusCode.ResourceExhausted, (await connection.AnswerAsync(1)).Status);
        await service.AssertServesAsync();
    }

    [Fact]
    public async Task UnaryCall_WithTwoMessages_OrNone_IsInternal()
    {
        var good = RawRequest.Frame(MalformedService.Question);
        await AssertEndsAsync(StatusCode.Internal, "Quote", [.. good, .. good]);
        await AssertEndsAsync(StatusCode.Internal, "Quote", []);
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call("Quote"), end: true));
        Assert.Equal(StatusCode.Internal, (await connection.AnswerAsync(1)).Status);
        await service.AssertServesAsync();
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task CutIntoSingleBytes_IsStillTheMessage(string method)
    {
        using var connection = await RawConnection.OpenAsync(service.Address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call(method)));
        foreach (var value in RawRequest.Frame(MalformedService.MessageOf(method)))
            await connection.SendAsync(Http2Bytes.Data(1, [value], end: false));
        await connection.SendAsync(Http2Bytes.Data(1, []));
        MalformedService.AssertAnswered(method, await connection.AnswerAsync(1));
    }

    private Task AssertDamagedAsync(string method, byte[] gzip) =>
        AssertEndsAsync(StatusCode.Internal, method, RawRequest.Frame(gzip, flag: 1), ("grpc-encoding", "gzip"));

    private async Task AssertEndsAsync(StatusCode expected, string method, byte[] body, params (string, string)[] headers)
    {
        var answer = await RawConnection.CallAsync(service.Address, method, body, headers);
        Assert.True(answer.Status == expected, $"{method} of {Convert.ToHexString(body)}: {answer}");
        Assert.Empty(answer.Body);
        Assert.Equal("200", answer.HttpStatus);
    }
}
