using Canbao.Api.Client;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>A client with the profiles that it has been given, which it keeps as long as it lives. Safe for several threads.</summary>
internal sealed class RemoteClient(QuoteClientOptions options) : IDisposable
{
    // What a client holds beside a profile's bytes; and how much it may hold, in bytes.
    private const int BytesBeside = 100;
    private const long MostBytes = 24 << 20;

    private long _bytes;

    public QuoteClient Client { get; } = new(options);

    /// <summary>How many threads use it; for <see cref="RemoteService"/>, under its lock.</summary>
    public int Users { get; set; }

    /// <summary>Whether it is time for another one.</summary>
    public bool IsFull => Interlocked.Read(ref _bytes) > MostBytes;

    /// <summary>A handle for a profile. A profile that several threads bring is counted for each of them.</summary>
    public ProfileHandle Intern(V1.Profile profile, int bytes)
    {
        Interlocked.Add(ref _bytes, bytes + BytesBeside);
        return Client.Intern(profile);
    }

    public void Dispose() => Client.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
