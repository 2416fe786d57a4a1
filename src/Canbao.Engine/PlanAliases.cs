using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Canbao.Engine;

/// <summary>
/// Plans of one cache under one book by the bytes with which callers ask for them: region, year, revision and the profile as it was sent. Who finds
/// a plan here need not read its profile. Only plans that the cache keeps have aliases, and an alias goes when its plan goes. Safe for
/// several threads; finding takes no lock.
/// </summary>
public sealed class PlanAliases
{
    /// <summary>
    /// Equal profiles can be sent in many ways, and for many villages of one policy; a caller who tries them all must not fill the memory. The
    /// oldest gives way.
    /// </summary>
    public const int MaxOfOnePlan = 16, MaxBytes = 1024;

    /// <summary>What one alias holds beside its bytes: its array, its node, its place in the plan's list; about.</summary>
    internal const int BytesBeside = 120;

    private readonly ConcurrentDictionary<byte[], Plan> _plans = new(new ByteKeyComparer());
    private readonly ConcurrentDictionary<byte[], Plan>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private volatile bool _closed;

    public PlanAliases() => _lookup = _plans.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>How many there are now.</summary>
    public int Count => _plans.Count;

    internal bool IsClosed => _closed;

    /// <summary>The plan, whose profile has passed the input check.</summary>
    public bool TryFind(ReadOnlySpan<byte> key, [NotNullWhen(true)] out Plan? plan) => _lookup.TryGetValue(key, out plan);

    /// <summary>
    /// Remembers a key that asks for this plan under this book. Nothing is remembered of a plan that is not kept, nor of a
    /// key that is longer than <see cref="MaxBytes"/>.
    /// </summary>
    public void Add(ReadOnlySpan<byte> key, Plan plan)
    {
        if (key.Length <= MaxBytes && !_closed) plan.AddAlias(this, key);
    }

    /// <summary>False if the key has a plan already.</summary>
    internal bool TryAdd(byte[] key, Plan plan)
    {
        if (!_plans.TryAdd(key, plan)) return false;
        // Either the closing finds the alias, or the alias the closing.
        Interlocked.MemoryBarrier();
        if (_closed) _plans.Clear();
        return true;
    }

    internal void Remove(byte[] key, Plan plan) => _plans.TryRemove(new(key, plan));

    /// <summary>For a book that was replaced: lets go of all plans, and takes no more.</summary>
    internal void Close()
    {
        _closed = true;
        Interlocked.MemoryBarrier();
        _plans.Clear();
    }
}
