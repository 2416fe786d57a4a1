using System.Text.Json;
using Canbao.EndToEnd.Tests.Contract;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>A client without the contract's files: it learns the contract from the service.</summary>
[Collection(SharedServer.Name)]
public class BufCurlTests(RunningServer server)
{
    [Theory]
    [InlineData("grpc-v1")]
    [InlineData("grpc-v1alpha")]
    public async Task Reflection_ListsTheServices(string version)
    {
        var listed = await Buf.CurlAsync("grpc", "--reflect", "--reflect-protocol", version, "--list-services", server.Address);
        Assert.Equal(
            ["canbao.v1.PolicyService", "canbao.v1.QuoteService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection"],
            listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("grpc", "grpc-v1")]
    [InlineData("grpc", "grpc-v1alpha")]
    [InlineData("grpcweb", "grpc-v1")]
    public async Task Quote_IsAnswered(string protocol, string version)
    {
        var answer = await Buf.CurlAsync(protocol, "--reflect", "--reflect-protocol", version, "--data", Ask.Resident().ToString(),
            $"{server.Address}/{QuoteService.Descriptor.FullName}/Quote");
        Assert.Equal("40000", JsonDocument.Parse(answer).RootElement.GetProperty("feeFen").GetString());
    }

    [Fact]
    public async Task StreamQuotes_IsKnownByReflection()
    {
        var methods = await Buf.CurlAsync("grpc", "--list-methods", server.Address);
        Assert.Contains("canbao.v1.QuoteService/StreamQuotes\n", methods, StringComparison.Ordinal);
    }
}
