namespace Grpc.Core;

/// <summary>The part that the four call types share. The form with a state object needs no closure per call.</summary>
internal readonly struct CallState
{
    private readonly Func<object, Task<Metadata>> responseHeadersAsync;
    private readonly Func<object, Status> getStatus;
    private readonly Func<object, Metadata> getTrailers;
    private readonly Action<object> dispose;
    private readonly object state;

    internal CallState(
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatus,
        Func<Metadata> getTrailers,
        Action dispose)
        : this(_ => responseHeadersAsync, _ => getStatus(), _ => getTrailers(), _ => dispose(), string.Empty)
    {
    }

    internal CallState(
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatus,
        Func<object, Metadata> getTrailers,
        Action<object> dispose,
        object state)
    {
        this.responseHeadersAsync = responseHeadersAsync;
        this.getStatus = getStatus;
        this.getTrailers = getTrailers;
        this.dispose = dispose;
        this.state = state;
    }

    internal Task<Metadata> ResponseHeadersAsync() => responseHeadersAsync(state);

    internal Status GetStatus() => getStatus(state);

    internal Metadata GetTrailers() => getTrailers(state);

    internal void Dispose() => dispose(state);
}
