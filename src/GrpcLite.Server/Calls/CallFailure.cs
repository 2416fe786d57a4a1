using Grpc.Core;
using GrpcLite.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GrpcLite.Server.Calls;

/// <summary>The one place where the exception of a handler becomes the end of its call.</summary>
internal static partial class CallFailure
{
    internal static void End(ServerCall call, Exception exception, bool detailed, ILogger logger)
    {
        switch (exception)
        {
            case TornMessageException:
                HandlerFailed(logger, call.Method, exception);
                call.Abort(StatusCode.Internal);
                break;
            case RpcException rpc:
                CallFailed(logger, call.Method, rpc.StatusCode, rpc);
                call.End(rpc.Status, rpc.Trailers);
                break;
            case BadHttpRequestException bad:
                CallFailed(logger, call.Method, StatusOf(bad).StatusCode, bad);
                call.End(StatusOf(bad), null);
                break;
            case var _ when call.IsCancelled:
                CallCancelled(logger, call.Method, exception);
                call.End(Status.DefaultCancelled, null);
                break;
            default:
                HandlerFailed(logger, call.Method, exception);
                call.End(Unexpected(exception, detailed), null);
                break;
        }
    }

    private static Status StatusOf(BadHttpRequestException bad) => new(
        bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? StatusCode.ResourceExhausted : StatusCode.Internal,
        bad.Message);

    private static Status Unexpected(Exception exception, bool detailed)
    {
        const string Detail = "Exception was thrown by handler.";
        return new Status(
            StatusCode.Unknown,
            detailed ? $"{Detail} {exception.GetType().Name}: {exception.Message}" : Detail,
            exception);
    }

    [LoggerMessage(1, LogLevel.Error, "The handler of {Method} failed.")]
    private static partial void HandlerFailed(ILogger logger, string method, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "The handler of {Method} ended the call with {StatusCode}.")]
    private static partial void CallFailed(ILogger logger, string method, StatusCode statusCode, Exception exception);

    [LoggerMessage(3, LogLevel.Debug, "The call of {Method} was cancelled.")]
    private static partial void CallCancelled(ILogger logger, string method, Exception exception);
}
