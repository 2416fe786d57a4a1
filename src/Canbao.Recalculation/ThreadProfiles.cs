using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Canbao.Recalculation;

/// <summary>
/// One thread's way from the bytes of a profile's fields to the profile and its index in the batch, without a lock and without following
/// references. What it does not know it asks of the profiles of all threads. Bounded as those.
/// </summary>
/// <param name="shared">The profiles of all threads.</param>
internal sealed class ThreadProfiles(KnownProfiles shared)
{
    private const int UsualKeyBytes = 64;

    // Seeded, as every hash over what somebody sent.
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;

    // A power of two, twice as many as there may be profiles.
    private readonly Entry[] _entries = new Entry[2 * shared.OfThread];
    private byte[] _keys = new byte[1 << 16];
    private int _count, _keyBytes, _batch, _generation;

    /// <summary>The profile's index in the batch; false if nobody has read these bytes yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryIndex(ReadOnlySpan<byte> key, ResidentBatch batch, out uint index)
    {
        if (_batch != batch.Number) Begin(batch);
        var hash = Hash(key);
        ref var entry = ref Find(key, hash);
        if (entry.Known is null)
        {
            index = 0;
            if (shared.Find(key) is not { } known) return false;
            entry = ref Add(key, hash, known);
        }
        index = IndexOf(ref entry, batch);
        return true;
    }

    /// <summary>The index in the batch of a profile that has been read from these bytes, and has no problem.</summary>
    public uint Add(ReadOnlySpan<byte> key, KnownProfile profile, ResidentBatch batch)
    {
        if (!shared.Keep(key, ref profile)) return batch.Add(profile);
        return IndexOf(ref Add(key, Hash(key), profile), batch);
    }

    /// <summary>What all threads have forgotten must not be held by this one.</summary>
    private void Begin(ResidentBatch batch)
    {
        _batch = batch.Number;
        if (_generation == shared.Generation) return;
        _generation = shared.Generation;
        Clear();
    }

    private static uint IndexOf(ref Entry entry, ResidentBatch batch)
    {
        if (entry.Batch != batch.Number) (entry.Batch, entry.Index) = (batch.Number, batch.Add(entry.Known!));
        return entry.Index;
    }

    /// <summary>The entry of a key, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref Entry Find(ReadOnlySpan<byte> key, uint hash)
    {
        var last = (uint)_entries.Length - 1;
        var slot = hash & last;
        while (true)
        {
            ref var entry = ref _entries[slot];
            if (entry.Known is null) return ref entry;
            if (entry.Hash == hash && entry.KeyLength == key.Length && _keys.AsSpan(entry.KeyStart, key.Length).SequenceEqual(key)) return ref entry;
            slot = (slot + 1) & last;
        }
    }

    private ref Entry Add(ReadOnlySpan<byte> key, uint hash, KnownProfile known)
    {
        if (_count >= shared.OfThread || _keyBytes + key.Length > shared.OfThread * UsualKeyBytes) Clear();
        if (_keys.Length < _keyBytes + key.Length) Array.Resize(ref _keys, Math.Max(2 * _keys.Length, _keyBytes + key.Length));
        key.CopyTo(_keys.AsSpan(_keyBytes));
        ref var entry = ref Find(key, hash);
        entry = new Entry { Hash = hash, KeyStart = _keyBytes, KeyLength = key.Length, Known = known, Batch = 0 };
        _keyBytes += key.Length;
        _count++;
        return ref entry;
    }

    private void Clear()
    {
        Array.Clear(_entries);
        (_count, _keyBytes) = (0, 0);
    }

    /// <summary>Eight bytes at a time are mixed by a multiplication to 128 bits.</summary>
    private uint Hash(ReadOnlySpan<byte> key)
    {
        unchecked
        {
            var hash = _seed ^ (uint)key.Length;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(key)) hash = Mix(hash ^ word);
            ulong rest = 0;
            foreach (var value in key[(key.Length & ~7)..]) rest = rest << 8 | value;
            hash = Mix(hash ^ rest);
            return (uint)(hash ^ hash >> 32);
        }
    }

    private ulong Mix(ulong value)
    {
        unchecked
        {
            var high = Math.BigMul(value, _seed * 0x9E37_79B9_7F4A_7C15 | 1, out var low);
            return high ^ low;
        }
    }

    private struct Entry
    {
        public KnownProfile? Known;
        public uint Hash, Index;
        public int KeyStart, KeyLength, Batch;
    }
}
