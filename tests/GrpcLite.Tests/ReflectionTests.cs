using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.HealthCheck;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static Grpc.Reflection.V1.ServerReflectionResponse;

namespace GrpcLite.Tests;

public sealed class ReflectionTests : IAsyncLifetime
{
    private GrpcHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrpcHost.StartAsync(
        app =>
        {
            app.MapGrpcReflectionService();
            app.MapGrpcService<MirrorService>();
            app.MapGrpcService<HealthServiceImpl>();
            app.MapGrpcService<ScriptService>();
        },
        services => services.AddGrpcReflection().AddSingleton<MirrorService>().AddSingleton(new ScriptService()));

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task List_NamesEveryServiceWithADescriptor_AndLeavesOutOthers()
    {
        var response = await AskAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "reflected.Mirror"],
            response.ListServicesResponse.Service.Select(service => service.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("reflected.Mirror")]
    [InlineData("reflected.Mirror.Look")]
    [InlineData("reflected.Outer")]
    [InlineData("reflected.Outer.choice")]
    [InlineData("reflected.Outer.Inner")]
    [InlineData("reflected.Outer.Inner.depth")]
    [InlineData("reflected.Outer.Inner.Depth")]
    [InlineData("reflected.Outer.Inner.within")]
    [InlineData("reflected.Colour")]
    [InlineData("reflected.note")]
    public async Task Symbol_IsFoundInItsFile(string symbol)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });
        Assert.Equal("reflected.proto", FilesOf(response)[0].Name);
    }

    [Theory]
    [InlineData("reflected.proto", "google/protobuf/descriptor.proto", "google/protobuf/timestamp.proto")]
    [InlineData("google/protobuf/timestamp.proto")]
    public async Task File_ComesWithAllThatItImports(string name, params string[] imports)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileByFilename = name });
        Assert.Equal([name, .. imports], FilesOf(response).Select(file => file.Name));
    }

    [Fact]
    public async Task Extensions_AreFoundByNumber()
    {
        var numbers = await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "reflected.Outer" });
        Assert.Equal("reflected.Outer", numbers.AllExtensionNumbersResponse.BaseTypeName);
        Assert.Equal([110, 120], numbers.AllExtensionNumbersResponse.ExtensionNumber);
        Assert.Equal("reflected.proto", FilesOf(await AskForExtensionAsync("google.protobuf.MethodOptions", 50001))[0].Name);
        Assert.Equal("reflected.proto", FilesOf(await AskForExtensionAsync("reflected.Outer", 120))[0].Name);
        var none = await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "reflected.Outer.Inner" });
        Assert.Empty(none.AllExtensionNumbersResponse.ExtensionNumber);
    }

    public static TheoryData<ServerReflectionRequest> Unknown() =>
    [
        new ServerReflectionRequest { FileByFilename = "nothing.proto" },
        new ServerReflectionRequest { FileContainingSymbol = "reflected.Nothing" },
        new ServerReflectionRequest { FileContainingSymbol = "" },
        new ServerReflectionRequest { AllExtensionNumbersOfType = "reflected.Nothing" },
        new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "reflected.Outer", ExtensionNumber = 111 } },
        new ServerReflectionRequest { FileContainingExtension = new ExtensionRequest { ContainingType = "reflected.No", ExtensionNumber = 110 } },
    ];

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task Unknown_IsAnAnswer_AndTheStreamGoesOn(ServerReflectionRequest request)
    {
        request.Host = "some.host";
        var responses = await AskAsync(request, new ServerReflectionRequest { ListServices = "*" });
        Assert.Equal((int)StatusCode.NotFound, responses[0].ErrorResponse.ErrorCode);
        Assert.Equal(request, responses[0].OriginalRequest);
        Assert.Equal("some.host", responses[0].ValidHost);
        Assert.Equal(MessageResponseOneofCase.ListServicesResponse, responses[1].MessageResponseCase);
    }

    [Fact]
    public async Task EmptyQuestion_IsUnimplemented()
    {
        var response = await AskAsync(new ServerReflectionRequest());
        Assert.Equal((int)StatusCode.Unimplemented, response.ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task V1Alpha_AnswersTheSame()
    {
        ServerReflectionRequest[] requests =
            [new() { ListServices = "" }, new() { FileContainingSymbol = "reflected.Mirror" }, new() { FileByFilename = "nothing.proto" }];
        using var call = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        foreach (var (request, expected) in requests.Zip(await AskAsync(requests)))
        {
            await call.RequestStream.WriteAsync(
                Grpc.Reflection.V1Alpha.ServerReflectionRequest.Parser.ParseFrom(request.ToByteString()));
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(expected.ToByteString(), call.ResponseStream.Current.ToByteString());
        }
    }

    [Fact]
    public async Task Map_WithoutAdd_SaysWhatIsMissing()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(
            () => GrpcHost.StartAsync(app => app.MapGrpcReflectionService()));
        Assert.Contains("AddGrpcReflection", thrown.Message, StringComparison.Ordinal);
    }

    private Task<ServerReflectionResponse> AskForExtensionAsync(string message, int number) => AskAsync(new ServerReflectionRequest
    {
        FileContainingExtension = new ExtensionRequest { ContainingType = message, ExtensionNumber = number },
    });

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request) =>
        Assert.Single(await AskAsync([request]));

    /// <summary>All requests in one stream.</summary>
    private async Task<List<ServerReflectionResponse>> AskAsync(params ServerReflectionRequest[] requests)
    {
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        foreach (var request in requests)
        {
            await call.RequestStream.WriteAsync(request);
        }

        await call.RequestStream.CompleteAsync();
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private static List<FileDescriptorProto> FilesOf(ServerReflectionResponse response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom)];
}
