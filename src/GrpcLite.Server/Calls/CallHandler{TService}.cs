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

        return HandleAsync(new ServerCall(http, method, shared.Settings, new ReceiveSettings(LimitOf(http), compression)));
    }

    /// <param name="request">The request of a call that has only one; else null.</param>
    protected abstract Task InvokeAsync(TService service, TRequest? request, ServerCall call);

    protected ServerStreamReader<TRequest> ReaderOf(ServerCall call) => new(call, new MessageReader<TRequest>(
        call.HttpContext.Request.BodyReader, method.RequestMarshaller.ContextualDeserializer, call.ReceiveSettings));

    protected ServerStreamWriter<TResponse> WriterOf(ServerCall call) =>
        new(call, method.ResponseMarshaller.ContextualSerializer);

    /// <summary>Writes the only response of a call.</summary>
    protected Task WriteOnlyAsync(ServerCall call, Task<TResponse> response)
    {
        if (!response.IsCompletedSuccessfully)
        {
            return AwaitAsync(call, response);
        }

        WriteOnly(call, response.Result);
        return Task.CompletedTask;
    }

    private async Task AwaitAsync(ServerCall call, Task<TResponse> response) => WriteOnly(call, await response);

    private void WriteOnly(ServerCall call, TResponse? response)
    {
        if (response is null)
        {
            call.Status = new Status(StatusCode.Cancelled, "No message returned from method.");
            return;
        }

        if (call.Status.StatusCode != StatusCode.OK)
        {
            return;
        }

        call.Write(response, method.ResponseMarshaller.ContextualSerializer);
    }

    private int? LimitOf(HttpContext http)
    {
        if (!streamsRequest)
        {
            return RequestLimits.OfSingleMessage(http, shared.Settings.MaxReceiveMessageSize);
        }

        RequestLimits.Lift(http);
        return shared.Settings.MaxReceiveMessageSize;
    }

    /// <summary>The only asynchronous method of a call whose handler answers at once.</summary>
    private async Task HandleAsync(ServerCall call)
    {
        var telemetry = CallTelemetry.Start(call.HttpContext, method);
        try
        {
            call.StartDeadline();
            TRequest? request = null;
            if (!streamsRequest)
            {
                var decoder = new MessageDecoder<TRequest>(method.RequestMarshaller.ContextualDeserializer, call.ReceiveSettings);
                var body = call.HttpContext.Request.BodyReader;
                try
                {
                    while (!decoder.TryTakeOnly(body, await body.ReadAsync(), out request))
                    {
                    }
                }
                catch (IOException exception)
                {
                    call.NoteFailedRead(exception);
                    throw;
                }
            }

            await ServeAsync(call, request);
            call.End(call.Status, null);
        }
        catch (Exception exception)
        {
            CallFailure.End(call, exception, shared.Settings.DetailedErrors, shared.Logger);
        }

        await call.DisposeAsync();
        telemetry.Stop(call.Outcome);
    }

    private Task ServeAsync(ServerCall call, TRequest? request)
    {
        var service = shared.Activator.Create(call.HttpContext, out var owned);
        return owned ? ServeAndReleaseAsync(service, call, request) : InvokeAsync(service, request, call);
    }

    private async Task ServeAndReleaseAsync(TService service, ServerCall call, TRequest? request)
    {
        try
        {
            await InvokeAsync(service, request, call);
        }
        finally
        {
            await ServiceActivator<TService>.ReleaseAsync(service);
        }
    }

    private void RefuseEncoding(HttpContext http)
    {
        var telemetry = CallTelemetry.Start(http, method);
        http.Response.Headers.GrpcAcceptEncoding = shared.Settings.Compressions.AcceptEncoding;
        ResponseStatus.WriteHeadersOnly(http.Response, new Status(
            StatusCode.Unimplemented, $"The encoding '{http.Request.Headers.GrpcEncoding}' is not supported."));
        telemetry.Stop(StatusCode.Unimplemented);
    }
}
