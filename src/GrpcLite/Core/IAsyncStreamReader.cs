namespace Grpc.Core;

/// <summary>A stream of received messages.</summary>
public interface IAsyncStreamReader<out T>
{
    T Current { get; }

    /// <summary>Waits for the next message; false after the last.</summary>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
