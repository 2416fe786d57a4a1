using Canbao.Engine;

namespace Canbao.Recalculation;

/// <summary>
/// The profiles that all threads of a run have read, by the bytes of their fields. Bounded in bytes: those that were not asked for while many
/// others were are forgotten, so an input without any repetition costs time, not memory. Safe for several threads.
/// </summary>
/// <param name="memory">What they may take.</param>
internal sealed class KnownProfiles(MemoryBudget memory)
{
    // A profile that can be answered is much shorter; what a longer one holds in memory is not known from its bytes.
    private const int MaxKeyBytes = 1024;

    // By the sizes of the objects, about: the profile with its texts, which are longer in memory than in a file, and its place in a table.
    private const int BytesBeside = 400, BytesPerKeyByte = 5;

    private readonly Lock _changing = new();
    private Dictionary<byte[], KnownProfile> _recent = NewTable(), _before = NewTable();
    private long _recentBytes, _beforeBytes;
    private volatile int _generation;

    /// <summary>As many are found by one thread without asking here.</summary>
    public int OfThread => memory.ProfilesOfThread;

    /// <summary>Another one when profiles were forgotten: who holds them for himself should let go of them.</summary>
    public int Generation => _generation;

    /// <summary>What is held, about.</summary>
    public long Bytes
    {
        get
        {
            lock (_changing) return _recentBytes + _beforeBytes;
        }
    }

    /// <summary>The profile of these bytes, if it is kept.</summary>
    public KnownProfile? Find(ReadOnlySpan<byte> key)
    {
        lock (_changing)
        {
            if (_recent.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var known)) return known;
            if (!_before.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(key, out var same, out known)) return null;
            _beforeBytes -= BytesOf(same);
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

    private static int BytesOf(byte[] key) => BytesBeside + BytesPerKeyByte * key.Length;

    private void Add(byte[] key, KnownProfile profile)
    {
        if (_recentBytes + BytesOf(key) > memory.Profiles / 2)
        {
            (_before, _beforeBytes, _recent, _recentBytes) = (_recent, _recentBytes, NewTable(), 0);
            _generation++;
        }
        _recent[key] = profile;
        _recentBytes += BytesOf(key);
    }
}
