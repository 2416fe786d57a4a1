using Canbao.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Binds the quote service with marshallers of its own for StreamQuotes: generated code brings its own, which give no access to the bytes
/// of packed columns and of profiles. All other methods are bound as generated (<see cref="StrictBinder"/>), with their generated
/// messages; only that a quote which many calls share is not written anew for each (<see cref="SharedQuote"/>).
/// </summary>
public static class QuoteBinding
{
    private const string StreamQuotesName = "StreamQuotes";

    /// <summary>The descriptor that reflection serves.</summary>
    public static ServiceDescriptor Descriptor => QuoteService.Descriptor;

    /// <summary>The batch method, for servers and for clients.</summary>
    public static readonly Method<QuoteBatchColumns, QuoteBatchReplyColumns> StreamQuotes = new(
        MethodType.DuplexStreaming, QuoteService.Descriptor.FullName, StreamQuotesName, QuoteBatchCodec.Batch, QuoteBatchCodec.Reply);

    /// <summary>Called by the framework, with a null implementation, to learn the service's methods.</summary>
    public static void BindService(ServiceBinderBase binder, QuoteServiceBase? implementation)
    {
        QuoteService.BindService(new OwnMarshallers(binder), null);
        DuplexStreamingServerMethod<QuoteBatchColumns, QuoteBatchReplyColumns>? handler = implementation is null ? null : implementation.StreamQuotes;
        binder.AddMethod(StreamQuotes, handler);
    }

    private sealed class OwnMarshallers(ServiceBinderBase binder) : StrictBinder(binder)
    {
        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
        {
            var response = method.ResponseMarshaller is Marshaller<Quote> quote
                ? (Marshaller<TResponse>)(object)SharedQuote.Marshaller(quote)
                : method.ResponseMarshaller;
            base.AddMethod(new Method<TRequest, TResponse>(method.Type, method.ServiceName, method.Name, method.RequestMarshaller, response), handler);
        }

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
        {
            if (method.Name != StreamQuotesName) base.AddMethod(method, handler);
        }
    }
}
