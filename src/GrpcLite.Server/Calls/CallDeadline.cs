namespace GrpcLite.Server.Calls;

/// <summary>
/// The deadline of a call. When it passes before the handler's end, the status goes out, the call's token is
/// cancelled, and the stream is reset so that blocked reads and writes wake up.
/// </summary>
internal sealed class CallDeadline : IAsyncDisposable
{
    /// <summary>How long a status may wait for a caller that reads nothing.</summary>
    private static readonly TimeSpan StatusPatience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly ServerCall call;
    private readonly TimeSpan timeout;
    private readonly Timer timer;
    private CancellationTokenSource? source;
    private CancellationTokenRegistration abortRegistration;
    private TaskCompletionSource? answered;

    internal CallDeadline(ServerCall call, TimeSpan timeout)
    {
        this.call = call;
        this.timeout = timeout;
        At = DateTime.UtcNow + timeout;
        timer = new Timer(static state => ((CallDeadline)state!).Pass(), this, Timeout.Infinite, Timeout.Infinite);
    }

    internal DateTime At { get; }

    internal bool HasPassed { get; private set; }

    /// <summary>Made when first asked for; many handlers never do.</summary>
    internal CancellationToken Token
    {
        get
        {
            lock (gate)
            {
                return (source ??= NewSource()).Token;
            }
        }
    }

    internal void Start() => timer.Change((long)Math.Ceiling(timeout.TotalMilliseconds), Timeout.Infinite);

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        // The deadline may still be using the response, which lives only until the request delegate returns.
        if (answered is not null)
        {
            await answered.Task;
        }

        abortRegistration.Dispose();
        source?.Dispose();
    }

    private CancellationTokenSource NewSource()
    {
        var created = new CancellationTokenSource();
        if (HasPassed)
        {
            created.Cancel();
        }
        else
        {
            abortRegistration = call.HttpContext.RequestAborted.UnsafeRegister(
                static state => ((CancellationTokenSource)state!).Cancel(), created);
        }

        return created;
    }

    private void Pass()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            answered = answer;
        }

        if (!call.TryEndByDeadline())
        {
            answer.SetResult();
            return;
        }

        lock (gate)
        {
            HasPassed = true;
        }

        _ = AnswerAsync(answer);
    }

    private async Task AnswerAsync(TaskCompletionSource answer)
    {
        var sent = SendAsync();
        try
        {
            source?.Cancel();
            await sent.WaitAsync(StatusPatience);
        }
        catch (Exception)
        {
            // The status could not be delivered, or a callback of the token failed: the reset tells the caller.
        }
        finally
        {
            call.ResetCancelled();
            answer.SetResult();
        }
    }

    /// <summary>What fails at once, fails in the task: the token is cancelled all the same.</summary>
    private async Task SendAsync() => await call.SendDeadlineExceeded();
}
