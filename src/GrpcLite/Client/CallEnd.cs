using Grpc.Core;

namespace GrpcLite.Client;

/// <summary>
/// The end of a call, set once by whoever comes first: the response, a failure, the deadline, the caller's token,
/// or Dispose. All but a complete response also cancel the exchange, which resets the stream.
/// </summary>
internal sealed class CallEnd : IDisposable
{
    internal const string Disposed = "gRPC call disposed.";

    internal static readonly Status DeadlineExceeded = new(StatusCode.DeadlineExceeded, "");

    private readonly Lock gate = new();
    private readonly bool throwsOperationCanceled;
    private readonly CancellationTokenSource exchange = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration callerRegistration;
    private readonly CancellationTokenRegistration shutdownRegistration;
    private readonly Timer? timer;
    private Status status;
    private Metadata? trailers;

    internal CallEnd(ChannelState channel, in CallOptions options)
    {
        throwsOperationCanceled = channel.ThrowsOperationCanceled;
        Deadline = DeadlineOf(options);
        callerRegistration = CancelWith(options.CancellationToken);
        shutdownRegistration = channel.Shutdown.UnsafeRegister(
            static end => ((CallEnd)end!).Cancel(Disposed), this);
        timer = StartTimer();
    }

    /// <summary>In UTC; null for none.</summary>
    internal DateTime? Deadline { get; }

    /// <summary>Cancelled when the call ends early.</summary>
    internal CancellationToken ExchangeToken => exchange.Token;

    internal bool IsSet => ended.Task.IsCompleted;

    internal Task Ended => ended.Task;

    internal Status Status =>
        IsSet ? status : throw new InvalidOperationException("The call is not complete, so it has no status.");

    internal Metadata Trailers =>
        (IsSet ? trailers : null) ?? throw new InvalidOperationException("The call has no trailers: its response has not come to an end.");

    internal CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.UnsafeRegister(static (end, token) => ((CallEnd)end!).CancelBy(token), this);

    internal void Cancel(string detail) => Fail(new Status(StatusCode.Cancelled, detail));

    /// <summary>Ends the call after a complete response.</summary>
    internal void Complete(in Status final, Metadata finalTrailers) => TrySet(final, finalTrailers);

    /// <summary>Ends the call early, with what the failure means unless something else ended it before.</summary>
    internal void Fail(in Status failure, Metadata? finalTrailers = null)
    {
        if (TrySet(failure, finalTrailers))
        {
            exchange.Cancel();
        }
    }

    /// <summary>The exception of an ended call.</summary>
    internal Exception ToException()
    {
        var exception = new RpcException(status, trailers ?? Metadata.Empty);
        return throwsOperationCanceled && status.StatusCode is (StatusCode.Cancelled or StatusCode.DeadlineExceeded)
            ? new OperationCanceledException(status.Detail, exception, CancelledBy(status))
            : exception;
    }

    public void Dispose()
    {
        timer?.Dispose();
        callerRegistration.Dispose();
        shutdownRegistration.Dispose();
    }

    private static CancellationToken CancelledBy(in Status status) =>
        status.DebugException is OperationCanceledException cancelled ? cancelled.CancellationToken : default;

    private static DateTime? DeadlineOf(in CallOptions options) => options.Deadline switch
    {
        null => null,
        { } deadline when deadline == DateTime.MaxValue => null,
        { } deadline when deadline == DateTime.MinValue || deadline.Kind == DateTimeKind.Utc => deadline,
        _ => throw new InvalidOperationException("A deadline must be in UTC."),
    };

    private Timer? StartTimer()
    {
        if (Deadline is not { } deadline)
        {
            return null;
        }

        var left = Math.Ceiling((deadline - DateTime.UtcNow).TotalMilliseconds);
        if (left <= 0)
        {
            PassDeadline();
            return null;
        }

        return left > int.MaxValue
            ? null
            : new Timer(static end => ((CallEnd)end!).PassDeadline(), this, (int)left, Timeout.Infinite);
    }

    private void PassDeadline() => Fail(DeadlineExceeded);

    private void CancelBy(CancellationToken token)
    {
        var cause = new OperationCanceledException(token);
        Fail(new Status(StatusCode.Cancelled, "Call canceled by the client.", cause));
    }

    private bool TrySet(in Status final, Metadata? finalTrailers)
    {
        lock (gate)
        {
            if (ended.Task.IsCompleted)
            {
                return false;
            }

            status = final;
            trailers = finalTrailers;
            ended.SetResult();
            return true;
        }
    }
}
