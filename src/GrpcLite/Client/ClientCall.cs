using System.Globalization;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using Grpc.Core;
using GrpcLite.Compression;
using GrpcLite.Framing;
using GrpcLite.Protocol;

namespace GrpcLite.Client;

/// <summary>One call: sends the request, reads the response, and ends once.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IClientCall
    where TRequest : class
    where TResponse : class
{
    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 64 * 1024, leaveOpen: true);

    /// <summary>How long a failed write waits for the response to say why.</summary>
    private static readonly TimeSpan WritePatience = TimeSpan.FromMilliseconds(200);

    private readonly ChannelState channel;
    private readonly Method<TRequest, TResponse> method;
    private readonly CallOptions options;
    private readonly CallEnd end;
    private readonly int previousAttempts;
    private readonly SendSettings sendSettings;
    private HttpContent? content;
    private HttpResponseMessage? response;
    private Task<MessageReader<TResponse>?> opened = null!;
    private PipeReader? pipe;
    private CallTelemetry telemetry;
    private volatile bool isDisposed;

    internal ClientCall(
        ChannelState channel, Method<TRequest, TResponse> method, in CallOptions options, int previousAttempts = 0)
    {
        channel.RequireOpen();
        this.channel = channel;
        this.method = method;
        this.options = options;
        this.previousAttempts = previousAttempts;
        sendSettings = channel.SendSettings(options.Headers);
        end = new CallEnd(channel, options);
    }

    internal TResponse? Current { get; private set; }

    internal CancellationToken ExchangeToken => end.ExchangeToken;

    internal Exception? EndException() => end.IsSet ? end.ToException() : null;

    internal bool IsDisposed => isDisposed;

    /// <summary>Null until the response headers have come.</summary>
    internal HttpResponseHeaders? ResponseHeaders => response?.Headers;

    internal CancellationTokenRegistration CancelWith(CancellationToken token) => end.CancelWith(token);

    internal PooledBuffer Serialize(TRequest message, WriteOptions? writeOptions)
    {
        try
        {
            return RequestMessage.Write(message, method.RequestMarshaller, sendSettings, writeOptions);
        }
        catch (RpcException exception)
        {
            throw Fail(exception);
        }
    }

    /// <summary>Starts a call with one request.</summary>
    internal void Start(TRequest request)
    {
        try
        {
            Start(new UnaryContent(Serialize(request, options.WriteOptions)));
        }
        catch (Exception exception)
        {
            opened = Task.FromException<MessageReader<TResponse>?>(Fail(exception));
            _ = CleanUpAsync();
        }
    }

    /// <summary>Starts a call with what sends its request or requests.</summary>
    internal void Start(HttpContent requestContent)
    {
        content = requestContent;
        opened = OpenAsync(requestContent);
        _ = CleanUpAsync();
    }

    /// <summary>Waits for the response headers. The status if the call ends with them or before; null if messages may follow.</summary>
    internal async Task<Status?> FailureAsync()
    {
        await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return opened.IsCompletedSuccessfully && opened.Result is not null ? null : end.Status;
    }

    /// <summary>Reads a response of one message.</summary>
    internal Task<TResponse> ReadOnlyAsync()
    {
        var read = ReadAsync();
        TaskObserver.Observe(read);
        return read;

        async Task<TResponse> ReadAsync()
        {
            await MoveNextAsync().ConfigureAwait(false);
            var message = Current!;
            return await MoveNextAsync().ConfigureAwait(false) ? throw Fail(ReadFailure.Extra()) : message;
        }
    }

    /// <summary>Reads the next message; false after the last if the status is OK.</summary>
    internal async Task<bool> MoveNextAsync()
    {
        try
        {
            if (await opened.ConfigureAwait(false) is { } reader && !end.IsSet)
            {
                if (await reader.ReadNextAsync(end.ExchangeToken).ConfigureAwait(false))
                {
                    Current = reader.Current;
                    return true;
                }

                pipe!.Complete();
                end.Complete(
                    Checked(CallResponse.TrailersStatus(response!)), CallResponse.ReadMetadata(response!.TrailingHeaders));
            }
        }
        catch (Exception exception)
        {
            pipe?.Complete();
            throw Fail(exception, FailureMapping.WhileReading);
        }

        return end.Status.StatusCode == StatusCode.OK ? false : throw end.ToException();
    }

    /// <summary>The reason of a failed write: what the response says, if it says it soon.</summary>
    internal async Task<Exception> WriteFailureAsync(Exception exception)
    {
        if (method.Type == MethodType.ClientStreaming)
        {
            await Task.WhenAny(end.Ended, Task.Delay(WritePatience)).ConfigureAwait(false);
        }

        // The status of a duplex call is for its reader to find; a failed write must not decide it.
        return EndException() ?? new RpcException(FailureMapping.ToStatus(exception, "The message could not be sent."));
    }

    public async Task<Metadata> ResponseHeadersAsync()
    {
        await opened.ConfigureAwait(false);
        var metadata = CallResponse.ReadMetadata(response!.Headers);
        if (previousAttempts > 0)
        {
            metadata.Add(HeaderNames.PreviousAttempts, previousAttempts.ToString(CultureInfo.InvariantCulture));
        }

        return metadata;
    }

    public Status GetStatus() => end.Status;

    public Metadata GetTrailers() => end.Trailers;

    public void Dispose()
    {
        isDisposed = true;
        end.Cancel(CallEnd.Disposed);
    }

    /// <exception cref="ObjectDisposedException">The call has been disposed.</exception>
    internal void RequireNotDisposed() => ObjectDisposedException.ThrowIf(isDisposed, this);

    /// <summary>Sends the request and waits for the response headers. Null when the response ends with them.</summary>
    private async Task<MessageReader<TResponse>?> OpenAsync(HttpContent requestContent)
    {
        telemetry = CallTelemetry.Start(method);
        try
        {
            var metadata = await MetadataWithCredentialsAsync().ConfigureAwait(false);
            if (end.IsSet)
            {
                throw end.ToException();
            }

            // Not disposed here: that would dispose the content, which may still be sending.
            var request = CallRequest.Create(
                channel, method, metadata, end.Deadline - DateTime.UtcNow, previousAttempts, requestContent);
            response = await channel.SendAsync(request, end.ExchangeToken).ConfigureAwait(false);
            return await ReaderAsync(response).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }
    }

    private async Task<MessageReader<TResponse>?> ReaderAsync(HttpResponseMessage received)
    {
        if (CallResponse.HeadersEnd(received) is { } final)
        {
            end.Fail(Checked(final.Status), final.Trailers);
            return null;
        }

        var encoding = CallResponse.Encoding(received);
        if (!channel.Compressions.TryGet(encoding, out var compression))
        {
            compression = new UnknownCompression(encoding!);
        }

        pipe = PipeReader.Create(await received.Content.ReadAsStreamAsync().ConfigureAwait(false), PipeOptions);
        return new MessageReader<TResponse>(
            pipe,
            method.ResponseMarshaller.ContextualDeserializer,
            new ReceiveSettings(channel.MaxReceiveMessageSize, compression));
    }

    private async Task<Metadata?> MetadataWithCredentialsAsync()
    {
        Metadata? combined = null;
        foreach (var credentials in channel.CredentialsOf(options))
        {
            var service = new Uri(channel.Address, method.ServiceName).ToString();
            var added = new Metadata();
            await credentials.Interceptor(new AuthInterceptorContext(service, method.Name, end.ExchangeToken), added).ConfigureAwait(false);
            combined ??= [.. options.Headers ?? Metadata.Empty];
            foreach (var entry in added)
            {
                combined.Add(entry);
            }
        }

        return combined ?? options.Headers;
    }

    private Exception Fail(Exception exception, string summary = FailureMapping.WhileStarting)
    {
        var status = FailureMapping.ToStatus(exception, summary);
        // The server's timer may be a moment ahead of ours; its reset is then the deadline's.
        end.Fail(status.StatusCode == StatusCode.Cancelled && end.Deadline <= DateTime.UtcNow
            ? new Status(StatusCode.DeadlineExceeded, status.Detail, exception)
            : status);
        return end.ToException();
    }

    /// <summary>A response that should hold one message and is OK without it is broken.</summary>
    private Status Checked(in Status status)
    {
        var needsMessage = method.Type is MethodType.Unary or MethodType.ClientStreaming;
        return status.StatusCode == StatusCode.OK && needsMessage && Current is null ? ReadFailure.Missing().Status : status;
    }

    /// <summary>Gives everything back once the call has ended, whoever ended it.</summary>
    private async Task CleanUpAsync()
    {
        TaskObserver.Observe(opened);
        await end.Ended.ConfigureAwait(false);
        telemetry.Stop(end.Status);
        end.Dispose();
        (content as RequestStreamContent)?.Abandon();
        await ((Task)opened).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        response?.Dispose();
        content?.Dispose();
    }
}
