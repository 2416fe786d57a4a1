using Grpc.Core;

namespace GrpcLite.Tests;

/// <summary>A service of string messages, written by hand the way the generator writes one.</summary>
[BindServiceMethod(typeof(ScriptBase), nameof(BindService))]
internal abstract class ScriptBase
{
    internal static readonly Method<string, string> UnaryMethod = Declare(MethodType.Unary, nameof(Unary));
    internal static readonly Method<string, string> ClientStreamMethod = Declare(MethodType.ClientStreaming, nameof(ClientStream));
    internal static readonly Method<string, string> ServerStreamMethod = Declare(MethodType.ServerStreaming, nameof(ServerStream));
    internal static readonly Method<string, string> DuplexMethod = Declare(MethodType.DuplexStreaming, nameof(Duplex));

    public static void BindService(ServiceBinderBase binder, ScriptBase? service)
    {
        binder.AddMethod(UnaryMethod, service is null ? null : new UnaryServerMethod<string, string>(service.Unary));
        binder.AddMethod(ClientStreamMethod, service is null ? null : new ClientStreamingServerMethod<string, string>(service.ClientStream));
        binder.AddMethod(ServerStreamMethod, service is null ? null : new ServerStreamingServerMethod<string, string>(service.ServerStream));
        binder.AddMethod(DuplexMethod, service is null ? null : new DuplexStreamingServerMethod<string, string>(service.Duplex));
    }

    public virtual Task<string> Unary(string request, ServerCallContext context) => throw Unimplemented();

    public virtual Task<string> ClientStream(IAsyncStreamReader<string> requests, ServerCallContext context) => throw Unimplemented();

    public virtual Task ServerStream(string request, IServerStreamWriter<string> responses, ServerCallContext context) =>
        throw Unimplemented();

    public virtual Task Duplex(
        IAsyncStreamReader<string> requests, IServerStreamWriter<string> responses, ServerCallContext context) => throw Unimplemented();

    internal static Method<string, string> Declare(MethodType type, string name) =>
        new(type, "test.Script", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    private static RpcException Unimplemented() => new(new Status(StatusCode.Unimplemented, ""));
}
