using System.IO.Compression;
using System.Net;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static GrpcLite.Tests.Web.WebHost;

namespace GrpcLite.Tests.Web;

/// <summary>gRPC-Web on the wire, in both encodings and over both versions of HTTP.</summary>
public sealed class WebTests
{
    public static TheoryData<string, string> Kinds() => new()
    {
        { "1.1", Binary }, { "1.1", Text }, { "2.0", Binary }, { "2.0", Text },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Unary_HasMessageAndTrailersInItsBody(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnUnary = (request, context) =>
            {
                context.ResponseTrailers.Add("X-Note", "kept");
                context.ResponseTrailers.Add("x-bytes-bin", [1, 2, 3]);
                return Task.FromResult("re: " + request);
            },
        });
        var reply = await host.SendAsync(type, "Unary", RawCall.Frame("hello"));
        Assert.Equal(HttpStatusCode.OK, reply.Raw.Response.StatusCode);
        Assert.Equal(type, reply.ContentType);
        Assert.Equal(["re: hello"], reply.Messages);
        Assert.Equal(
            [("grpc-status", "0"), ("x-bytes-bin", "AQID"), ("x-note", "kept")],
            reply.Trailers.Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Empty(reply.Raw.Trailers);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Formats_AreAccepted(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        var reply = await host.SendAsync(type + "+proto", "Unary", RawCall.Frame("hello"));
        Assert.Equal(type, reply.ContentType);
        Assert.Equal(["hello"], reply.Messages);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Error_BeforeAnyMessage_IsInTheHeaders(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no such day: 二月三十日")),
        });
        var reply = await host.SendAsync(type, "Unary", RawCall.Frame("hello"));
        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(type, reply.ContentType);
        Assert.Equal(StatusCode.NotFound, reply.Status);
        Assert.Equal("no such day: 二月三十日", Uri.UnescapeDataString(reply.Raw.Headers["grpc-message"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Error_AfterMessages_IsInTheLastFrame(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnServerStream = async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                await responses.WriteAsync("");
                throw new RpcException(new Status(StatusCode.Aborted, "enough"));
            },
        });
        var reply = await host.SendAsync(type, "ServerStream", RawCall.Frame("hello"));
        Assert.Equal(["hello", ""], reply.Messages);
        Assert.Equal(StatusCode.Aborted, reply.Status);
        Assert.Equal("enough", reply.Trailers["grpc-message"]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ServerStream_ArrivesMessageByMessage(string version, string type)
    {
        var goOn = new TaskCompletionSource();
        await using var host = await StartAsync(version, new ScriptService
        {
            OnServerStream = async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                await goOn.Task;
                await responses.WriteAsync("second");
            },
        });
        using var client = host.NewClient();
        using var response = await BeginAsync(client, version, type, "ServerStream", Body(type, RawCall.Frame("first")));
        await using var stream = await response.Content.ReadAsStreamAsync();
        var expected = type == Text ? Encoding.ASCII.GetBytes(Convert.ToBase64String(RawCall.Frame("first"))) : RawCall.Frame("first");
        var received = new byte[expected.Length];
        await stream.ReadExactlyAsync(received);
        Assert.Equal(expected, received);
        goOn.SetResult();
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest);
        var frames = type == Text ? WebReply.FromBase64(rest.ToArray()) : rest.ToArray();
        Assert.StartsWith(Encoding.Latin1.GetString(RawCall.Frame("second")), Encoding.Latin1.GetString(frames));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RequestStreams_AreReadToTheirEnd(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnClientStream = async (requests, _) => string.Join("+", await requests.ReadAllAsync().ToListAsync()),
            OnDuplex = async (requests, responses, _) =>
            {
                await foreach (var request in requests.ReadAllAsync())
                {
                    await responses.WriteAsync(request);
                }
            },
        });
        byte[] frames = [.. RawCall.Frame("a"), .. RawCall.Frame("bc"), .. RawCall.Frame("")];
        Assert.Equal(["a+bc+"], (await host.SendAsync(type, "ClientStream", frames)).Messages);
        Assert.Equal(["a", "bc", ""], (await host.SendAsync(type, "Duplex", frames)).Messages);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task LargeMessages_ComeBackAsTheyWere(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(number => number.ToString("D7")));
        Assert.Equal([text], (await host.SendAsync(type, "Unary", RawCall.Frame(text))).Messages);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task CompressedRequest_IsRead(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write("hello"u8);
        }

        var reply = await host.SendAsync(type, "Unary", RawCall.Frame(packed.ToArray(), flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal(["hello"], reply.Messages);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TooLargeMessage_IsRefused_AndTheConnectionStays(string version, string type)
    {
        await using var host = await StartAsync(
            version,
            new ScriptService { OnUnary = (_, context) => Task.FromResult(context.GetHttpContext().Connection.Id) },
            configure: services => services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = 1000));
        var before = await host.SendAsync(type, "Unary", RawCall.Frame(new byte[1000]));
        var refused = await host.SendAsync(type, "Unary", RawCall.Frame(new byte[1001]));
        Assert.Equal(StatusCode.ResourceExhausted, refused.Status);
        var after = await host.SendAsync(type, "Unary", RawCall.Frame(""));
        Assert.Equal(before.Messages, after.Messages);
    }

    /// <summary>A body that is in no way what it says.</summary>
    [Theory]
    [InlineData(Text, "AAAAAA")]
    [InlineData(Text, "AAAAAAVoZWxsbw=")]
    [InlineData(Text, "AAAA\nAAA")]
    [InlineData(Text, "AAAA=AAA")]
    [InlineData(Text, "A_A-AAAA")]
    [InlineData(Text, "")]
    [InlineData(Binary, "")]
    [InlineData(Binary, "AAAAAAVoZWxsbw==")]
    public async Task Rejects_MalformedBody(string type, string body)
    {
        await using var host = await StartAsync("1.1", new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        var reply = await host.SendBodyAsync(type, "Unary", Encoding.ASCII.GetBytes(body), ("accept", type));
        Assert.True(reply.IsTrailersOnly);
        Assert.Contains(reply.Status, new[] { StatusCode.Internal, StatusCode.ResourceExhausted });
    }

    /// <summary>The protocol allows a client to encode each of its writes for itself, wherever they end.</summary>
    [Fact]
    public async Task Text_MayComeInPaddedPieces()
    {
        await using var host = await StartAsync("1.1", new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        var frame = RawCall.Frame("hello, this is longer");
        for (var cut = 1; cut < frame.Length; cut++)
        {
            var body = Convert.ToBase64String(frame, 0, cut) + Convert.ToBase64String(frame, cut, frame.Length - cut);
            var reply = await host.SendBodyAsync(Text, "Unary", Encoding.ASCII.GetBytes(body), ("accept", Text));
            Assert.Equal(["hello, this is longer"], reply.Messages);
        }
    }

    [Theory]
    [InlineData(Text, null, Binary)]
    [InlineData(Text, "*/*", Binary)]
    [InlineData(Binary, Text, Text)]
    [InlineData(Text, "application/json, " + Text + "+proto", Text)]
    [InlineData(Text, Binary + ", " + Text, Binary)]
    public async Task Response_IsOfTheAcceptedKind(string type, string? accept, string expected)
    {
        await using var host = await StartAsync("1.1", new ScriptService { OnUnary = (request, _) => Task.FromResult(request) });
        var body = type == Text ? Encoding.ASCII.GetBytes(Convert.ToBase64String(RawCall.Frame("a"))) : RawCall.Frame("a");
        var reply = await host.SendBodyAsync(type, "Unary", body, accept is null ? [] : [("accept", accept)]);
        Assert.Equal(expected, reply.ContentType);
        Assert.Equal(["a"], reply.Messages);
    }

    private static ByteArrayContent Body(string type, byte[] frame) =>
        new(type == Text ? Encoding.ASCII.GetBytes(Convert.ToBase64String(frame)) : frame);
}
