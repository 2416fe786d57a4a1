using Canbao.Engine;

namespace Canbao.Recalculation;

/// <summary>
/// The profiles that all threads of a run have read, by the bytes of their fields. Bounded: those that were not asked for while many others
/// were are forgotten, so an input without any repetition costs time, not memory. Safe for several threads.
/// </summary>
internal sealed class KnownProfiles
{
    /// <summary>As many are kept at the most.</summary>
    public const int MaxProfiles = 1 << 16;

    // Long keys have many codes, and their profiles and plans hold them.
    private const int MostKeyBytes = 2 << 20;

    // A profile that can be answered is much shorter; what a longer one holds in memory is not known from its bytes.
    private const int MaxKeyBytes = 1024;

    private readonly Lock _changing = new();
    private Dictionary<byte[], KnownProfile> _recent = NewTable(), _before = NewTable();
    private int _keyBytes;

    public int Count
    {
        get
        {
            lock (_changing) return _recent.Count + _before.Count;
        }
    }

    /// <summary>The profile of these bytes, if it is kept.</summary>
    public KnownProfile? Find(ReadOnlySpan<byte> key)
    {
        lock (_changing)
        {
            if (_recent.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var known)) return known;
            if (!_before.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(key, out var same, out known)) return null;
            Add(same, known);
            return known;
        }
    }

    /// <summary>Keeps a profile, unless another thread was faster: that one's is to be used then. False if it is not kept.</summary>
    public bool Keep(ReadOnlySpan<byte> key, ref KnownProfile profile)
    {
        if (key.Length > MaxKeyBytes) return false;
        lock (_changing)
        {
            if (_recent.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var other)) profile = other;
            else Add(key.ToArray(), profile);
            return true;
        }
    }

    private static Dictionary<byte[], KnownProfile> NewTable() => new(new ByteKeyComparer());

    private void Add(byte[] key, KnownProfile profile)
    {
        if (_recent.Count >= MaxProfiles / 2 || _keyBytes >= MostKeyBytes) (_before, _recent, _keyBytes) = (_recent, NewTable(), 0);
        _recent[key] = profile;
        _keyBytes += key.Length;
    }
}
