using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>Which failures of a stream say something about the connection or the moment, and which about what was sent.</summary>
internal static class Failure
{
    private const string Closed = "closes the connection";
    private const int Http11Required = 13;

    /// <summary>
    /// Whether the unanswered batches may be sent again. A status that the transport made of an exception of its own is about the
    /// connection, whatever its code; so is CANCELLED, which nobody but the client itself would mean otherwise. RESOURCE_EXHAUSTED is a
    /// service with too many streams: a message that is too large was refused before it was sent. UNIMPLEMENTED is another service.
    /// </summary>
    public static bool MayPass(Exception e) => e is RpcException failure
        && (failure.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Aborted or StatusCode.DeadlineExceeded
            or StatusCode.ResourceExhausted or StatusCode.Unimplemented || IsOfTheConnection(failure));

    public static RpcException Unavailable(string detail) => new(new Status(StatusCode.Unavailable, detail));

    /// <summary>Which address has failed so; null if it is not about one.</summary>
    public static Uri? AddressOf(RpcException e) => e.Data[nameof(AddressOf)] as Uri;

    public static void SetAddress(RpcException e, Uri address) => e.Data[nameof(AddressOf)] = address;

    /// <summary>Whether a gRPC service has said so, and not the transport.</summary>
    public static bool IsOfTheService(RpcException e) => e.Status.DebugException is null;

    /// <summary>Whether something speaks HTTP/2 there, and no gRPC.</summary>
    public static bool IsNoGrpcService(Exception e) => Causes(e).Any(cause => cause is NoGrpcServiceException);

    /// <summary>In words that go on after the address, for a message that names several.</summary>
    /// <param name="e">Why a call failed.</param>
    /// <param name="heard">What the connection's first bytes told; null if nothing that matters.</param>
    public static string Describe(Exception e, string? heard = null)
    {
        if (e is RpcException status && IsOfTheService(status)) return OfTheService(status, heard);
        foreach (var cause in Causes(e))
            if (cause is NoGrpcServiceException) return cause.Message;
        if (heard is not null) return heard;
        foreach (var cause in Causes(e))
            if (Word(cause) is { } word) return word;
        return IsOfTheConnection(e) ? Closed : e.Message;
    }

    /// <summary>What has happened to a connection, in words that go on after the address.</summary>
    public static string Word(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "connection reset",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.TimedOut => "says nothing",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "no way to this host",
        SocketError.OperationAborted => Closed,
        _ => e.Message,
    };

    private static string OfTheService(RpcException e, string? heard) => e.StatusCode switch
    {
        _ when heard is not null => heard,
        StatusCode.DeadlineExceeded => "says nothing",
        StatusCode.Unimplemented => "is another gRPC service",
        _ => $"{e.StatusCode}: {e.Status.Detail}",
    };

    private static string? Word(Exception cause) => cause switch
    {
        SocketException socket => Word(socket),
        AuthenticationException => $"makes no TLS connection: {cause.Message}",
        HttpProtocolException { ErrorCode: Http11Required } or HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError } =>
            "answers HTTP/1.1",
        // The stack has no other sign of a ping that was not answered.
        HttpProtocolException when cause.Message.Contains("ping", StringComparison.Ordinal) => "says nothing any more",
        HttpProtocolException protocol => $"breaks the connection off (HTTP/2 error {protocol.ErrorCode})",
        TimeoutException or OperationCanceledException => "says nothing",
        _ => null,
    };

    private static bool IsOfTheConnection(Exception e) => Causes(e).Any(cause => cause is HttpRequestException or IOException or SocketException);

    /// <summary>An exception with those that it was made of, the outermost first.</summary>
    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = (cause as RpcException)?.Status.DebugException ?? cause.InnerException)
            yield return cause;
    }
}
