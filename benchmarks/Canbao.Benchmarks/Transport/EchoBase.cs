using Grpc.Core;

namespace Canbao.Benchmarks.Transport;

/// <summary>The service <c>bench.Bytes</c>, written by hand the way the generator writes one.</summary>
[BindServiceMethod(typeof(EchoBase), nameof(BindService))]
internal abstract class EchoBase
{
    public static readonly Method<Bytes, Bytes> UnaryMethod = Declare(MethodType.Unary, nameof(Unary)),
        StreamMethod = Declare(MethodType.DuplexStreaming, nameof(Stream));

    public static void BindService(ServiceBinderBase binder, EchoBase? service)
    {
        binder.AddMethod(UnaryMethod, service is null ? null : new UnaryServerMethod<Bytes, Bytes>(service.Unary));
        binder.AddMethod(StreamMethod, service is null ? null : new DuplexStreamingServerMethod<Bytes, Bytes>(service.Stream));
    }

    public abstract Task<Bytes> Unary(Bytes request, ServerCallContext context);

    public abstract Task Stream(IAsyncStreamReader<Bytes> requests, IServerStreamWriter<Bytes> replies, ServerCallContext context);

    private static Method<Bytes, Bytes> Declare(MethodType type, string name) => new(type, "bench.Bytes", name, Bytes.Marshaller, Bytes.Marshaller);
}
