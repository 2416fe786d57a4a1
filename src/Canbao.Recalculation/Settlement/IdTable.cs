using System.Runtime.InteropServices;
using Canbao.Engine;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// The distinct ids of a partition, in bounded memory. When there are too many it gives up the upper half of the hashes that it takes; those
/// are another pass's. So a partition that is too large costs passes and no memory.
/// </summary>
/// <param name="maxIds">More distinct ids, or more rows to be listed, are too many.</param>
/// <param name="maxBytes">More bytes of ids are too many.</param>
internal sealed class IdTable(int maxIds = 1 << 19, int maxBytes = 1 << 25)
{
    /// <summary>Of an id that stands there a million times nobody reads every row; it is counted all the same.</summary>
    public const int MaxListedPerId = 1000;

    private const long AllHashes = 1L << 32;

    private static readonly ByteKeyComparer Hashing = new();

    private readonly List<Entry> _entries = [];
    // Another spelling than the first one has bytes of its own.
    private readonly List<(int Entry, IdPlace Again, byte[]? Spelt)> _again = [];
    private int[] _buckets = new int[1 << 12];
    private byte[] _bytes = new byte[1 << 16];
    private int _used, _usedBySpellings;
    private long _from, _to = AllHashes;

    /// <summary>Whether hashes are left for a further pass.</summary>
    public bool IsPartial => _to < AllHashes;

    /// <summary>Forgets everything and takes all hashes.</summary>
    public void Begin() => Restart(0);

    /// <summary>Forgets everything and takes the hashes that were left.</summary>
    public void Continue() => Restart(_to);

    /// <param name="spelt">The id with its key.</param>
    public void Add(ReadOnlySpan<byte> spelt, IdPlace place)
    {
        var key = SpeltId.Key(spelt);
        var hash = Hash(key);
        if (hash < _from || hash >= _to) return;
        for (var i = _buckets[Bucket(hash)] - 1; i >= 0; i = _entries[i].Next)
        {
            ref var entry = ref CollectionsMarshal.AsSpan(_entries)[i];
            if (entry.Hash != hash || !SpeltId.Key(SpeltOf(entry)).SequenceEqual(key)) continue;
            if (entry.Times++ <= MaxListedPerId) AddAgain(i, place, SpeltOf(entry).SequenceEqual(spelt) ? null : spelt.ToArray());
            return;
        }
        if (_entries.Count >= maxIds || _used + _usedBySpellings + spelt.Length > maxBytes) GiveUpHalf();
        if (hash < _to) AddNew(spelt, hash, place);
    }

    /// <summary>Rows of ids that stood there before, by the places of first and this.</summary>
    public IEnumerable<DuplicateId> Duplicates()
    {
        _again.Sort((a, b) => _entries[a.Entry].First.CompareTo(_entries[b.Entry].First) is not 0 and var first ? first : a.Again.CompareTo(b.Again));
        foreach (var (index, again, spelt) in _again)
        {
            var entry = _entries[index];
            var first = SpeltId.Id(SpeltOf(entry)).ToArray();
            yield return new(spelt is null ? first : SpeltId.Id(spelt).ToArray(), first, entry.First, again, entry.Times);
        }
    }

    /// <summary>How many ids stand there more than once, and in how many rows beside the first.</summary>
    public (long Ids, long Rows) Count()
    {
        var (ids, rows) = (0L, 0L);
        foreach (var entry in _entries)
            if (entry.Times > 1) (ids, rows) = (ids + 1, rows + entry.Times - 1);
        return (ids, rows);
    }

    // Seeded anew in each process: a file cannot be made so that all its ids collide.
    private static uint Hash(ReadOnlySpan<byte> key) => (uint)(Hashing.GetHashCode(key) & uint.MaxValue);

    private void AddAgain(int entry, IdPlace place, byte[]? spelt)
    {
        _again.Add((entry, place, spelt));
        _usedBySpellings += spelt?.Length ?? 0;
        if (_again.Count > maxIds || _used + _usedBySpellings > maxBytes) GiveUpHalf();
    }

    private ReadOnlySpan<byte> SpeltOf(in Entry entry) => _bytes.AsSpan(entry.Offset, entry.Length);

    private int Bucket(uint hash) => (int)(hash & (uint)(_buckets.Length - 1));

    private void AddNew(ReadOnlySpan<byte> spelt, uint hash, IdPlace place)
    {
        if (_entries.Count >= _buckets.Length) Rebuild(2 * _buckets.Length);
        if (_used + spelt.Length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _used + spelt.Length));
        spelt.CopyTo(_bytes.AsSpan(_used));
        _entries.Add(new Entry { Hash = hash, Next = _buckets[Bucket(hash)] - 1, Offset = _used, Length = spelt.Length, First = place, Times = 1 });
        _buckets[Bucket(hash)] = _entries.Count;
        _used += spelt.Length;
    }

    private void Rebuild(int buckets)
    {
        _buckets = new int[buckets];
        var entries = CollectionsMarshal.AsSpan(_entries);
        for (var i = 0; i < entries.Length; i++)
        {
            ref var bucket = ref _buckets[Bucket(entries[i].Hash)];
            entries[i].Next = bucket - 1;
            bucket = i + 1;
        }
    }

    /// <summary>Ids of the upper half of the hashes go; those that stay keep their order. Nothing goes if all have one hash.</summary>
    private void GiveUpHalf()
    {
        if (_to - _from < 2) return;
        _to = _from + ((_to - _from) / 2);
        var places = new int[_entries.Count];
        var (kept, used) = (0, 0);
        for (var i = 0; i < places.Length; i++)
        {
            var entry = _entries[i];
            places[i] = entry.Hash < _to ? kept : -1;
            if (places[i] < 0) continue;
            SpeltOf(entry).CopyTo(_bytes.AsSpan(used));
            _entries[kept++] = entry with { Offset = used };
            used += entry.Length;
        }
        _entries.RemoveRange(kept, _entries.Count - kept);
        _used = used;
        _again.RemoveAll(again => places[again.Entry] < 0);
        _usedBySpellings = 0;
        for (var i = 0; i < _again.Count; i++)
        {
            _again[i] = (places[_again[i].Entry], _again[i].Again, _again[i].Spelt);
            _usedBySpellings += _again[i].Spelt?.Length ?? 0;
        }
        Rebuild(_buckets.Length);
    }

    private void Restart(long from)
    {
        (_from, _to, _used, _usedBySpellings) = (from, AllHashes, 0, 0);
        _entries.Clear();
        _again.Clear();
        Array.Clear(_buckets);
    }

    private struct Entry
    {
        public uint Hash;
        public int Next, Offset, Length;
        public IdPlace First;
        public long Times;
    }
}
