using System.IO.Compression;
using System.Net;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static GrpcLite.Tests.LimitedService;

namespace GrpcLite.Tests;

/// <summary>The limits of single methods, and what a caller sees who exceeds them.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private const int MaxMessage = 10_000;
    private const int Prefix = 5;

    private GrpcHost host = null!;
    private RawCall raw = null!;

    public async ValueTask InitializeAsync()
    {
        host = await GrpcHost.StartAsync(
            app => app.MapGrpcService<LimitedService>(),
            services => services.Configure<GrpcServiceOptions>(options => options.MaxReceiveMessageSize = MaxMessage));
        raw = new RawCall(host);
    }

    public async ValueTask DisposeAsync()
    {
        raw.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Unary", MaxBody - Prefix, StatusCode.OK)]
    [InlineData("Unary", MaxBody - Prefix + 1, StatusCode.ResourceExhausted)]
    [InlineData("Unary", MaxMessage, StatusCode.ResourceExhausted)]
    [InlineData("Unary", 50_000_000, StatusCode.ResourceExhausted)]
    [InlineData("ServerStream", (2 * MaxBody) - Prefix, StatusCode.OK)]
    [InlineData("ServerStream", (2 * MaxBody) - Prefix + 1, StatusCode.ResourceExhausted)]
    [InlineData("ClientStream", MaxMessage, StatusCode.OK)]
    [InlineData("ClientStream", MaxMessage + 1, StatusCode.ResourceExhausted)]
    public async Task Message_HasTheLimitOfItsMethod(string method, int length, StatusCode status) =>
        Assert.Equal(status, await SendAsync(method, RawCall.Frame(new byte[length])));

    /// <summary>A few bytes that would be many: the limit is that of the method here too.</summary>
    [Theory]
    [InlineData("Unary", MaxBody, StatusCode.OK)]
    [InlineData("Unary", MaxBody + 1, StatusCode.ResourceExhausted)]
    [InlineData("Unary", 5_000_000, StatusCode.ResourceExhausted)]
    [InlineData("ServerStream", 2 * MaxBody, StatusCode.OK)]
    [InlineData("ServerStream", (2 * MaxBody) + 1, StatusCode.ResourceExhausted)]
    [InlineData("ClientStream", MaxMessage, StatusCode.OK)]
    [InlineData("ClientStream", MaxMessage + 1, StatusCode.ResourceExhausted)]
    public async Task CompressedMessage_HasTheLimitOfItsMethod_Unpacked(string method, int length, StatusCode status) =>
        Assert.Equal(status, await SendAsync(method, RawCall.Frame(Gzip(length), flag: 1), ("grpc-encoding", "gzip")));

    [Fact]
    public async Task Stream_MayBeLongerThanABody()
    {
        var frames = Enumerable.Repeat(RawCall.Frame(new byte[MaxBody]), 100).SelectMany(frame => frame).ToArray();
        Assert.Equal(StatusCode.OK, await SendAsync("ClientStream", frames));
    }

    /// <summary>A body whose length is not announced is measured as it comes.</summary>
    [Fact]
    public async Task Body_OfUnknownLength_IsCutOff()
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/test.Script/Unary")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(new UnseekableStream(RawCall.Frame(new byte[MaxBody]))),
        };
        request.Content.Headers.Add("content-type", "application/grpc");
        using var response = await client.SendAsync(request);
        Assert.Equal("8", response.Headers.GetValues("grpc-status").Single());
    }

    private async Task<StatusCode> SendAsync(string method, byte[] body, params (string Name, string Value)[] headers) =>
        (await raw.SendAsync("/test.Script/" + method, body, "application/grpc", HttpVersion.Version20, headers)).Status;

    private static byte[] Gzip(int length)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.ASCII.GetBytes(new string('a', length)));
        }

        return packed.ToArray();
    }

    private sealed class UnseekableStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
