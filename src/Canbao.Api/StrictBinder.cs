using System.Buffers;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Binds methods as generated, but bytes that are no message end their call with INTERNAL. Generated marshallers let the parser's
/// exception out, and what a framework makes of that is not the same everywhere.
/// </summary>
internal class StrictBinder(ServiceBinderBase binder) : ServiceBinderBase
{
    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        binder.AddMethod(
            new Method<TRequest, TResponse>(
                method.Type, method.ServiceName, method.Name, Strict(method.RequestMarshaller), method.ResponseMarshaller), handler);

    /// <summary>Reads a message; throws INTERNAL if it is none.</summary>
    internal static T Parse<T>(Func<DeserializationContext, T> parse, DeserializationContext context)
    {
        try
        {
            return parse(context);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NoMessage<T>(e);
        }
    }

    /// <summary>Parses a message; throws INTERNAL if it is none.</summary>
    internal static T Parse<T>(MessageParser<T> parser, ReadOnlySequence<byte> bytes) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NoMessage<T>(e);
        }
    }

    /// <summary>Parses a message; throws INTERNAL if it is none.</summary>
    internal static T Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NoMessage<T>(e);
        }
    }

    private static RpcException NoMessage<T>(InvalidProtocolBufferException e) =>
        new(new Status(StatusCode.Internal, $"the message is not a valid {typeof(T).Name}: {e.Message}"));

    protected static Marshaller<T> Strict<T>(Marshaller<T> generated) =>
        new(generated.ContextualSerializer, context => Parse(generated.ContextualDeserializer, context));
}
