using System.Runtime.CompilerServices;
using Grpc.Core;
using GrpcLite.Framing;
using GrpcLite.Server.Binding;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>What is the same for the four kinds of call: checks, the service object, and the one end of every call.</summary>
internal abstract class CallHandler<TService, TRequest, TResponse>(
    Method<TRequest, TResponse> method, SharedHandlerState<TService> shared) : CallHandler
    where TService : class
    where TRequest : class
    where TResponse : class
{
    private readonly bool streamsRequest = method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming;

    internal override Task HandleAsync(HttpContext http)
    {
        if (!RequestCheck.Accepts(http))
        {
            return Task.CompletedTask;
        }

        if (!shared.Settings.Compressions.TryGet(http.Request.Headers.GrpcEncoding, out var compression))
        {
            RefuseEncoding(http);
            return Task.CompletedTask;
        }

        if (streamsRequest)
        {
            RequestLimits.Lift(http);
        }

        var call = new ServerCall(http, method, shared.Settings, compression);
        return HandleAsync(call);
    }

    protected abstract ValueTask InvokeAsync(TService service, ServerCall call);

    protected MessageReader<TRequest> ReaderOf(ServerCall call) =>
        new(call.HttpContext.Request.BodyReader, method.RequestMarshaller.ContextualDeserializer, call.ReceiveSettings);

    protected void WriteOnly(ServerCall call, TResponse? response)
    {
        if (call.Status.StatusCode != StatusCode.OK)
        {
            return;
        }

        if (response is null)
        {
            call.Status = new Status(StatusCode.Cancelled, "No message returned from method.");
            return;
        }

        call.Write(response, method.ResponseMarshaller.ContextualSerializer);
    }

    protected ServerStreamWriter<TResponse> WriterOf(ServerCall call) =>
        new(call, method.ResponseMarshaller.ContextualSerializer);

    private async Task HandleAsync(ServerCall call)
    {
        try
        {
            call.StartDeadline();
            await ServeAsync(call);
            call.End(call.Status, null);
        }
        catch (Exception exception)
        {
            CallFailure.End(call, exception, shared.Settings.DetailedErrors, shared.Logger);
        }

        await call.DisposeAsync();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ServeAndReleaseAsync(TService service, ServerCall call)
    {
        try
        {
            await InvokeAsync(service, call);
        }
        finally
        {
            await ServiceActivator<TService>.ReleaseAsync(service);
        }
    }

    private ValueTask ServeAsync(ServerCall call)
    {
        var service = shared.Activator.Create(call.HttpContext, out var owned);
        return owned ? ServeAndReleaseAsync(service, call) : InvokeAsync(service, call);
    }

    private void RefuseEncoding(HttpContext http)
    {
        http.Response.Headers.GrpcAcceptEncoding = shared.Settings.Compressions.AcceptEncoding;
        ResponseStatus.WriteHeadersOnly(http.Response, new Status(
            StatusCode.Unimplemented, $"The encoding '{http.Request.Headers.GrpcEncoding}' is not supported."));
    }
}
