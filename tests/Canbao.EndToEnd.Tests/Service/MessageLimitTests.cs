using Canbao.Mapping;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>What a message may be: protobuf, and no larger than its limit, which also holds for what it is decompressed to.</summary>
[Collection(SharedServer.Name)]
public class MessageLimitTests(RunningServer server)
{
    private const int UnaryLimit = ServiceLimits.MaxRequestBytes, BatchLimit = 8 << 20;

    public static IEnumerable<object[]> UnaryMethods { get; } =
        from service in new[] { QuoteService.Descriptor, PolicyService.Descriptor }
        from method in service.Methods
        where !method.IsClientStreaming
        select new object[] { service.FullName, method.Name };

    /// <summary>Where the contract's own base class is served, grpc-dotnet tells of the parser's exception as UNKNOWN.</summary>
    [Theory]
    [MemberData(nameof(UnaryMethods))]
    public async Task GarbageBytes_AreRefused_InEveryUnaryMethod(string service, string method)
    {
        var expected = service == QuoteService.Descriptor.FullName ? StatusCode.Internal : StatusCode.Unknown;
        Assert.Equal(expected, await RawRequest.SendAsync(server, service, method, [0xff]));
        Assert.Equal(StatusCode.Internal, await RawRequest.SendAsync(server, service, method, "no gzip"u8.ToArray(), flaggedAsGzip: true));
    }

    [Theory]
    [InlineData(UnaryLimit, StatusCode.OK)]
    [InlineData(UnaryLimit + 1, StatusCode.ResourceExhausted)]
    [InlineData(64 << 20, StatusCode.ResourceExhausted)]
    public async Task UnaryRequest_Decompressed_KeepsTheLimit(int bytes, StatusCode expected) => Assert.Equal(expected, await RawRequest.SendAsync(
        server, PolicyService.Descriptor.FullName, "ListPolicies", RawRequest.Gzip(Padding(bytes)), flaggedAsGzip: true));

    [Theory]
    [InlineData(BatchLimit, StatusCode.OK)]
    [InlineData(BatchLimit + 1, StatusCode.ResourceExhausted)]
    [InlineData(64 << 20, StatusCode.ResourceExhausted)]
    public async Task Batch_Decompressed_KeepsTheLimit(int bytes, StatusCode expected) => Assert.Equal(expected, await RawRequest.SendAsync(
        server, QuoteService.Descriptor.FullName, "StreamQuotes", RawRequest.Gzip(Padding(bytes)), flaggedAsGzip: true));

    /// <summary>An unknown field: whatever the message is, it stays valid.</summary>
    private static byte[] Padding(int bytes)
    {
        using var output = new MemoryStream(bytes);
        var coded = new CodedOutputStream(output, leaveOpen: true);
        coded.WriteTag(1000, WireFormat.WireType.LengthDelimited);
        var head = CodedOutputStream.ComputeTagSize(1000);
        var content = bytes - head - CodedOutputStream.ComputeLengthSize(bytes - head - 4);
        coded.WriteBytes(ByteString.CopyFrom(new byte[content]));
        coded.Flush();
        Assert.Equal(bytes, output.Length);
        return output.ToArray();
    }
}
