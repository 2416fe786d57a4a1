using Grpc.Core;
using GrpcLite.Framing;

namespace GrpcLite.Client.Retries;

/// <summary>
/// A unary call that is sent again, as a call of its own each time, until one attempt decides it: by response headers,
/// which may be followed by a message, or by a failure that is not to be retried. Requests that the server has certainly
/// not seen are sent again by the HTTP handler, and count as one attempt.
/// </summary>
internal sealed class RetryCall<TRequest, TResponse> : IClientCall
    where TRequest : class
    where TResponse : class
{
    private readonly ChannelState channel;
    private readonly ChannelRetries retries;
    private readonly Method<TRequest, TResponse> method;
    private readonly CallOptions options;
    private readonly RetrySettings settings;
    private readonly SendSettings sendSettings;

    /// <summary>Ends the call between two attempts; an attempt has an end of its own.</summary>
    private readonly CallEnd end;

    private volatile ClientCall<TRequest, TResponse>? current;
    private Task<ClientCall<TRequest, TResponse>> decided = null!;

    internal RetryCall(
        ChannelState channel, Method<TRequest, TResponse> method, in CallOptions options, RetrySettings settings)
    {
        channel.RequireOpen();
        this.channel = channel;
        retries = channel.Retries!;
        this.method = method;
        this.options = options;
        this.settings = settings;
        sendSettings = channel.SendSettings(options.Headers);
        end = new CallEnd(channel, options);
    }

    internal Task<TResponse> Start(TRequest request)
    {
        decided = DecideAsync(request);
        var response = ReadOnlyAsync();
        TaskObserver.Observe(response);
        return response;
    }

    public async Task<Metadata> ResponseHeadersAsync() =>
        await (await decided.ConfigureAwait(false)).ResponseHeadersAsync().ConfigureAwait(false);

    public Status GetStatus() => decided.IsCompletedSuccessfully ? decided.Result.GetStatus() : end.Status;

    public Metadata GetTrailers() => decided.IsCompletedSuccessfully ? decided.Result.GetTrailers() : end.Trailers;

    public void Dispose()
    {
        end.Cancel(CallEnd.Disposed);
        current?.Dispose();
    }

    private async Task<TResponse> ReadOnlyAsync()
    {
        var attempt = await decided.ConfigureAwait(false);
        var response = await attempt.ReadOnlyAsync().ConfigureAwait(false);
        // Before the caller knows, so that its next call is not refused a retry for want of this success.
        retries.Throttle?.CountSuccess();
        return response;
    }

    private async Task<ClientCall<TRequest, TResponse>> DecideAsync(TRequest request)
    {
        try
        {
            var message = Serialize(request);
            var kept = retries.Buffer.TryKeep(message.Length);
            try
            {
                return await AttemptAsync(message, kept ? settings.MaxAttempts : 1).ConfigureAwait(false);
            }
            finally
            {
                retries.Buffer.Release(kept ? message.Length : 0);
            }
        }
        catch (Exception exception)
        {
            end.Fail(FailureMapping.ToStatus(exception, FailureMapping.WhileStarting));
            throw end.ToException();
        }
        finally
        {
            end.Dispose();
        }
    }

    private async Task<ClientCall<TRequest, TResponse>> AttemptAsync(byte[] message, int maxAttempts)
    {
        var backoff = new Backoff(settings);
        for (var number = 1; ; number++)
        {
            var attempt = StartAttempt(number, message);
            if (await attempt.FailureAsync().ConfigureAwait(false) is not { } failure)
            {
                return attempt;
            }

            if (end.IsSet)
            {
                throw end.ToException();
            }

            var pushback = Pushback.Read(attempt.ResponseHeaders);
            var mayRetry = MayRetry(failure.StatusCode, pushback);
            if (!mayRetry || number >= maxAttempts)
            {
                return attempt;
            }

            await Task.Delay(backoff.Next(pushback, Random.Shared.NextDouble()), end.ExchangeToken).ConfigureAwait(false);
        }
    }

    private ClientCall<TRequest, TResponse> StartAttempt(int number, byte[] message)
    {
        var attempt = new ClientCall<TRequest, TResponse>(channel, method, options, previousAttempts: number - 1);
        current = attempt;
        // A Dispose that comes later finds this attempt; of one that came before, it must be told.
        if (end.IsSet)
        {
            attempt.Dispose();
        }

        attempt.Start(new UnaryContent(message));
        return attempt;
    }

    private bool MayRetry(StatusCode code, Pushback? pushback)
    {
        var isRetryable = settings.Codes.Contains(code);
        if (isRetryable || pushback is { StopsRetries: true })
        {
            retries.Throttle?.CountFailure();
        }

        return retries.Throttle is not { StopsRetries: true } && (pushback is { } told ? !told.StopsRetries : isRetryable);
    }

    private byte[] Serialize(TRequest request)
    {
        using var buffer = RequestMessage.Write(request, method.RequestMarshaller, sendSettings, options.WriteOptions);
        return buffer.Written.ToArray();
    }
}
