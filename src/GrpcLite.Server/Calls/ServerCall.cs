using System.IO.Pipelines;
using Grpc.Core;
using GrpcLite.Framing;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GrpcLite.Server.Calls;

/// <summary>
/// One call. Whoever sets <c>ended</c> under the gate, the handler's end or the deadline, writes the status; every
/// write to the response happens under the gate too.
/// </summary>
internal sealed class ServerCall : ServerCallContext, IAsyncDisposable
{
    private const int ErrorInternal = 0x2;
    private const int ErrorCancel = 0x8;

    private readonly Lock gate = new();
    private readonly IMethod method;
    private ResponseEncoding encoding;
    private CallDeadline? deadline;
    private Metadata? requestHeaders;
    private Metadata? responseTrailers;
    private Status status = Status.DefaultSuccess;
    private bool started;
    private bool ended;
    private bool flushing;
    private bool callerLeft;

    internal ServerCall(HttpContext http, IMethod method, CallSettings settings, in ReceiveSettings receiveSettings)
    {
        HttpContext = http;
        this.method = method;
        encoding = new ResponseEncoding(settings, http);
        ReceiveSettings = receiveSettings;
        http.Response.ContentType = ContentTypes.Grpc;
    }

    internal HttpContext HttpContext { get; }

    internal ReceiveSettings ReceiveSettings { get; }

    /// <summary>How the call has ended, which the handler's end and the deadline decide between them.</summary>
    internal StatusCode Outcome { get; private set; }

    internal bool IsCancelled => ended || callerLeft || HttpContext.RequestAborted.IsCancellationRequested;

    protected override string MethodCore => method.FullName;

    protected override string HostCore => HttpContext.Request.Host.Value ?? "";

    protected override string PeerCore => PeerIdentity.Address(HttpContext.Connection);

    protected override DateTime DeadlineCore => deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => requestHeaders ??= RequestMetadata.Read(HttpContext.Request.Headers);

    protected override CancellationToken CancellationTokenCore => deadline?.Token ?? HttpContext.RequestAborted;

    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => status;
        set => status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => PeerIdentity.Authenticate(HttpContext.Connection);

    internal void StartDeadline()
    {
        if (GrpcTimeout.TryParse(HttpContext.Request.Headers.GrpcTimeout, out var timeout))
        {
            deadline = new CallDeadline(this, timeout);
            deadline.Start();
        }
    }

    /// <summary>
    /// A read fails when the caller has reset the stream or is gone, and it may fail a moment before
    /// <see cref="HttpContext.RequestAborted"/> says so.
    /// </summary>
    internal void NoteFailedRead(IOException exception) => callerLeft |= exception is not BadHttpRequestException;

    /// <summary>Writes the only message of a response. It goes out with the trailers.</summary>
    internal void Write<T>(T message, Action<T, SerializationContext> serialize)
    {
        lock (gate)
        {
            ThrowIfEnded();
            WriteMessage(message, serialize, WriteOptions);
        }
    }

    /// <summary>Writes one message of a stream; <see cref="EndWrite"/> must follow when the flush has completed.</summary>
    internal ValueTask<FlushResult> WriteAndFlush<T>(
        T message, Action<T, SerializationContext> serialize, WriteOptions? options, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            BeginFlush();
            try
            {
                WriteMessage(message, serialize, options);
            }
            catch
            {
                flushing = false;
                throw;
            }
        }

        return options is not null && options.Flags.HasFlag(WriteFlags.BufferHint)
            ? default
            : HttpContext.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    internal void EndWrite(FlushResult result)
    {
        flushing = false;
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The caller no longer reads the response.");
        }
    }

    /// <summary>Ends the call unless its deadline has ended it before.</summary>
    internal void End(in Status final, Metadata? trailers)
    {
        lock (gate)
        {
            if (ended)
            {
                return;
            }

            ended = true;
            Outcome = final.StatusCode;
        }

        WriteStatus(final, trailers);
    }

    /// <summary>Ends the call for the deadline unless the handler has ended it before.</summary>
    internal bool TryEndByDeadline()
    {
        lock (gate)
        {
            if (ended)
            {
                return false;
            }

            Outcome = StatusCode.DeadlineExceeded;
            return ended = true;
        }
    }

    /// <summary>Resets the stream: what was sent so far is no valid response.</summary>
    internal void Abort(StatusCode outcome)
    {
        lock (gate)
        {
            Outcome = ended ? Outcome : outcome;
            ended = true;
        }

        Reset(ErrorInternal);
    }

    /// <summary>Sends the status of a passed deadline, unless a flush that the caller does not take in is in the way.</summary>
    internal Task SendDeadlineExceeded()
    {
        if (flushing)
        {
            return Task.CompletedTask;
        }

        ResponseStatus.Write(
            HttpContext.Response, new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"), null, null, started);
        return HttpContext.Response.CompleteAsync();
    }

    internal void ResetCancelled() => Reset(ErrorCancel);

    /// <summary>Why the call takes no more reads and writes; null while it does.</summary>
    internal Exception? EndedException() => !ended
        ? null
        : deadline is { HasPassed: true }
            ? new OperationCanceledException("The deadline of the call has passed.", deadline.Token)
            : new InvalidOperationException("The call is complete.");

    public ValueTask DisposeAsync() => deadline?.DisposeAsync() ?? default;

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        lock (gate)
        {
            if (started)
            {
                throw new InvalidOperationException("The response headers have been sent before.");
            }

            BeginFlush();
            encoding.Choose(responseHeaders);
            RequestMetadata.Write(responseHeaders, HttpContext.Response.Headers);
            Start();
        }

        EndWrite(await HttpContext.Response.BodyWriter.FlushAsync());
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("Pass Deadline and CancellationToken to the calls of this handler.");

    private void BeginFlush()
    {
        ThrowIfEnded();
        if (flushing)
        {
            throw new InvalidOperationException("The previous write is still in progress.");
        }

        flushing = true;
    }

    private void ThrowIfEnded()
    {
        if (EndedException() is { } exception)
        {
            throw exception;
        }
    }

    private void WriteMessage<T>(T message, Action<T, SerializationContext> serialize, WriteOptions? options)
    {
        Start();
        PayloadWriter.Write(HttpContext.Response.BodyWriter, message, serialize, encoding.SettingsFor(options));
    }

    private void Start()
    {
        if (!started)
        {
            started = true;
            encoding.WriteHeader(HttpContext.Response.Headers);
        }
    }

    private void WriteStatus(in Status final, Metadata? trailers)
    {
        try
        {
            ResponseStatus.Write(HttpContext.Response, final, responseTrailers, trailers, started);
        }
        catch (InvalidOperationException exception)
        {
            Outcome = StatusCode.Internal;
            ResponseStatus.Write(HttpContext.Response, new Status(StatusCode.Internal, exception.Message), null, null, started);
        }
    }

    private void Reset(int error)
    {
        if (HttpContext.Features.Get<IHttpResetFeature>() is { } reset)
        {
            reset.Reset(error);
        }
        else
        {
            HttpContext.Abort();
        }
    }
}
