using Canbao.Api.Client;
using Canbao.Mapping;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>A client with the profiles that it has been given, which it keeps as long as it lives. Safe for several threads.</summary>
/// <param name="mostBytes">What these may take.</param>
internal sealed class RemoteClient(QuoteClientOptions options, long mostBytes) : IDisposable
{
    // What a client holds beside a profile's bytes.
    private const int BytesBeside = 100;

    private static long s_numbers;

    private long _bytes;

    /// <summary>No other client of this process has it.</summary>
    public long Number { get; } = Interlocked.Increment(ref s_numbers);

    public QuoteClient Client { get; } = new(options);

    /// <summary>How many threads use it; for <see cref="RemoteService"/>, under its lock.</summary>
    public int Users { get; set; }

    /// <summary>Whether it is time for another one.</summary>
    public bool IsFull => Interlocked.Read(ref _bytes) > mostBytes;

    /// <summary>
    /// A handle for a profile; the default one for what cannot be sent: the wire has no negative numbers, and the service takes no long profiles.
    /// </summary>
    public ProfileHandle Intern(in WantedProfile wanted)
    {
        if (!IsOnWire(wanted.BenefitYear) || !IsOnWire(wanted.Revision) || !IsOnWire(wanted.Profile.GapYears)
            || !IsOnWire(wanted.Profile.ContinuousYears)) return default;
        var message = ProfileMapper.ToMessage(wanted.Profile, wanted.Region);
        var bytes = message.CalculateSize();
        if (bytes > ProfileMapper.MaxBytes) return default;
        // A profile that several threads bring is counted for each of them.
        Interlocked.Add(ref _bytes, bytes + BytesBeside);
        return Client.Intern(message);
    }

    public void Dispose() => Client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static bool IsOnWire(long value) => value is >= 0 and <= uint.MaxValue;
}
