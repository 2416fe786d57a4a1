using Canbao.Api.Client;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>The service for all threads of a run: one client, and another one when it holds too many profiles. Safe for several threads.</summary>
/// <param name="mostBytes">What the profiles of a client may take.</param>
internal sealed class RemoteService(RemoteOptions options, long mostBytes, CancellationToken stop) : IDisposable
{
    private readonly Lock _changing = new();
    private RemoteClient? _current;

    // Each thread has a stream of its own, over which the service sends each answer once: there is nothing to remember beside the stream's.
    private QuoteClientOptions ClientOptions => new()
    {
        Addresses = options.Addresses, Patience = options.Patience, Streams = 1, RememberedAnswers = 0,
    };

    /// <summary>Cancelled when the run is stopped.</summary>
    public CancellationToken Stop => stop;

    /// <summary>The client that a thread uses from now on: the same one until it is full.</summary>
    public RemoteClient Renew(RemoteClient? used)
    {
        if (used is { IsFull: false }) return used;
        RemoteClient current;
        lock (_changing)
        {
            if (_current is null or { IsFull: true }) _current = new(ClientOptions, mostBytes);
            current = _current;
            current.Users++;
        }
        if (used is not null) Return(used);
        return current;
    }

    /// <summary>A thread does not use it any more.</summary>
    public void Return(RemoteClient used)
    {
        lock (_changing)
        {
            if (--used.Users > 0) return;
            if (ReferenceEquals(used, _current)) _current = null;
        }
        used.Dispose();
    }

    public void Dispose() => _current?.Dispose();
}
