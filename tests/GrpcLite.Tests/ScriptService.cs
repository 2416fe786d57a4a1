using Grpc.Core;

namespace GrpcLite.Tests;

/// <summary>Lets a test write the handlers of a service in line.</summary>
internal sealed class ScriptService : ScriptBase
{
    internal Func<string, ServerCallContext, Task<string>>? OnUnary { get; init; }

    internal Func<IAsyncStreamReader<string>, ServerCallContext, Task<string>>? OnClientStream { get; init; }

    internal Func<string, IServerStreamWriter<string>, ServerCallContext, Task>? OnServerStream { get; init; }

    internal Func<IAsyncStreamReader<string>, IServerStreamWriter<string>, ServerCallContext, Task>? OnDuplex { get; init; }

    public override Task<string> Unary(string request, ServerCallContext context) =>
        OnUnary?.Invoke(request, context) ?? base.Unary(request, context);

    public override Task<string> ClientStream(IAsyncStreamReader<string> requests, ServerCallContext context) =>
        OnClientStream?.Invoke(requests, context) ?? base.ClientStream(requests, context);

    public override Task ServerStream(string request, IServerStreamWriter<string> responses, ServerCallContext context) =>
        OnServerStream?.Invoke(request, responses, context) ?? base.ServerStream(request, responses, context);

    public override Task Duplex(
        IAsyncStreamReader<string> requests, IServerStreamWriter<string> responses, ServerCallContext context) =>
        OnDuplex?.Invoke(requests, responses, context) ?? base.Duplex(requests, responses, context);
}
