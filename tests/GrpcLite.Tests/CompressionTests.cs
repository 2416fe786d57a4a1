using System.IO.Compression;
using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests;

public sealed class CompressionTests
{
    private static readonly ScriptService Echo = new() { OnUnary = (request, _) => Task.FromResult(request) };

    [Fact]
    public async Task Accepts_GzipRequest()
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame(Gzip("hello"), flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal(RawCall.Frame("hello"), reply.Body);
    }

    [Fact]
    public async Task Accepts_PlainMessageInCompressedCall()
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame("hello"), ("grpc-encoding", "gzip"));
        Assert.Equal(RawCall.Frame("hello"), reply.Body);
    }

    [Fact]
    public async Task Rejects_GzipBomb()
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo);
        using var raw = new RawCall(host);
        var bomb = Gzip(new string('a', 100_000_000));
        Assert.True(bomb.Length < 1_000_000);
        var reply = await raw.SendAsync(RawCall.Frame(bomb, flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal(StatusCode.ResourceExhausted, reply.Status);
    }

    [Fact]
    public async Task Rejects_GarbageAsGzip()
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame("garbage", flag: 1), ("grpc-encoding", "gzip"));
        Assert.Equal(StatusCode.Internal, reply.Status);
    }

    [Theory]
    [InlineData("identity,gzip", 1)]
    [InlineData("identity", 0)]
    [InlineData("", 0)]
    public async Task Response_IsCompressed_OnlyIfAccepted(string accepted, byte flag)
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo, Compressing);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame("hello"), ("grpc-accept-encoding", accepted));
        Assert.Equal(flag, reply.Body[0]);
        Assert.Equal(flag == 1, reply.Headers.ContainsKey("grpc-encoding"));
    }

    [Fact]
    public async Task Response_WithNoCompress_IsPlain()
    {
        var script = new ScriptService
        {
            OnUnary = (request, context) =>
            {
                context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                return Task.FromResult(request);
            },
        };
        await using var host = await GrpcHost.StartScriptAsync(script, Compressing);
        using var raw = new RawCall(host);
        var reply = await raw.SendAsync(RawCall.Frame("hello"), ("grpc-accept-encoding", "gzip"));
        Assert.Equal(RawCall.Frame("hello"), reply.Body);
        Assert.Equal("gzip", reply.Headers["grpc-encoding"]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Client_CompressesAndDecompresses(string encoding)
    {
        await using var host = await GrpcHost.StartScriptAsync(Echo, services => Compressing(services, encoding));
        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };
        var text = new string('x', 100_000);
        using var call = host.Invoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, new CallOptions(headers), text);
        Assert.Equal(text, await call);
    }

    private static void Compressing(IServiceCollection services) => Compressing(services, "gzip");

    private static void Compressing(IServiceCollection services, string encoding) =>
        services.Configure<GrpcServiceOptions>(options => options.ResponseCompressionAlgorithm = encoding);

    private static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }
}
