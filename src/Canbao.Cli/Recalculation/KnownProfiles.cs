using Canbao.Engine;

namespace Canbao.Cli.Recalculation;

/// <summary>
/// The profiles that all threads of a run have read, by the bytes of their fields. Bounded: when it is full it starts again, so an input
/// without any repetition costs time, not memory. Safe for several threads.
/// </summary>
internal sealed class KnownProfiles
{
    /// <summary>As many are kept.</summary>
    public const int MaxProfiles = 1 << 15;

    // A profile that can be answered is much shorter; what a longer one holds in memory is not known from its bytes.
    private const int MaxKeyBytes = 1024;

    private readonly Dictionary<byte[], KnownProfile> _known = new(new ByteKeyComparer());
    private readonly Lock _changing = new();

    public int Count
    {
        get
        {
            lock (_changing) return _known.Count;
        }
    }

    /// <summary>The profile of these bytes, if it is kept.</summary>
    public KnownProfile? Find(ReadOnlySpan<byte> key)
    {
        lock (_changing) return _known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var known) ? known : null;
    }

    /// <summary>Keeps a profile, unless another thread was faster: that one's is to be used then. False if it is not kept.</summary>
    public bool Keep(ReadOnlySpan<byte> key, ref KnownProfile profile)
    {
        if (key.Length > MaxKeyBytes) return false;
        lock (_changing)
        {
            if (_known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var other))
            {
                profile = other;
                return true;
            }
            if (_known.Count >= MaxProfiles) _known.Clear();
            _known.Add(key.ToArray(), profile);
            return true;
        }
    }
}
