using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Canbao.Policies;
using Canbao.Policies.Model;
using Microsoft.Extensions.Caching.Memory;

namespace Canbao.Engine;

/// <summary>
/// The plans of profiles that were seen at least twice, and the answers that they share, bounded in bytes. A caller who sends ever new
/// profiles gets slower answers, not our memory. Safe for several threads.
/// </summary>
public sealed class PlanCache : IDisposable
{
    /// <summary>Room for some 20,000 plans with many days asked for, and for twice as many different answers.</summary>
    public const long DefaultBytes = 80L << 20;

    private const int SeenSlots = 1 << 18, SeenTogether = 4;

    // When there is little room, one of so many new plans is kept.
    private const int KeptWhenFull = 8;

    private const int RoomBetweenTouches = 16 << 10;

    // An alias or two are not worth telling.
    private const int SmallGrowth = 256;

    private readonly MemoryCache _plans;
    private readonly AnswerPools _pools;
    private readonly int[] _seen = new int[SeenSlots];
    private readonly ConditionalWeakTable<Timeline, PlanCache> _letGo = [];
    private readonly ConditionalWeakTable<PolicyBook, PlanAliases> _aliases = [];
    private readonly long _plenty;
    private long _given, _keptBytes, _turnedAway;

    /// <param name="bytes">Half for plans, half for answers, beside a megabyte for profiles seen once.</param>
    public PlanCache(long bytes = DefaultBytes)
    {
        _plans = new MemoryCache(new MemoryCacheOptions { SizeLimit = bytes / 2, CompactionPercentage = 0.2 });
        _plenty = (bytes / 2) / 4 * 3;
        _pools = new AnswerPools(bytes / 2, RemovePlansOf);
        TouchedAfter = bytes / RoomBetweenTouches;
    }

    /// <summary>The plans of this cache by the bytes with which callers ask for them under a book.</summary>
    public PlanAliases AliasesOf(PolicyBook book) => _aliases.GetValue(book, static _ => new PlanAliases());

    /// <summary>How many plans are kept now.</summary>
    public int Count => _plans.Count;

    /// <summary>
    /// The plan of a profile that has passed the input check: kept from the second sight on, made for this call at the first.
    /// </summary>
    public Plan PlanFor(Timeline timeline, Profile profile)
    {
        if (TryFind(timeline, profile, out var plan)) return plan;
        plan = NewPlan(timeline, profile);
        if (plan.IsWorthKeeping) Keep(plan);
        return plan;
    }

    /// <summary>Of one revision alone, whatever the day.</summary>
    public Plan PlanFor(Policy policy, Profile profile) => PlanFor(policy.Alone, profile);

    /// <summary>A plan that is kept: its profile has passed the input check.</summary>
    public bool TryFind(Timeline timeline, Profile profile, [NotNullWhen(true)] out Plan? plan) => TryFind(new Key(timeline, profile), out plan);

    /// <summary>The answer for a resident with a plan of this cache, however the plan was found.</summary>
    public Answer AnswerTo(Plan plan, in Situation situation)
    {
        Use(plan);
        Use(plan.Pool);
        return plan.AnswerOn(situation);
    }

    /// <summary>
    /// Lets go of the plans of a book that was replaced, but for the timelines that the new one has too: nobody would find them, and each
    /// would hold its policies. Requests that still answer under the old book get their answers, and their plans are not kept.
    /// </summary>
    public void LetGo(PolicyBook replaced, PolicyBook current)
    {
        var retired = TimelinesOf(replaced).Except(TimelinesOf(current), ReferenceEqualityComparer.Instance).Cast<Timeline>().ToHashSet();
        AliasesOf(replaced).Close();
        foreach (var timeline in retired) _letGo.AddOrUpdate(timeline, this);
        Interlocked.MemoryBarrier();
        foreach (var timeline in retired) _pools.Close(timeline);
        foreach (var key in _plans.Keys.OfType<Key>().Where(key => retired.Contains(key.Timeline))) _plans.Remove(key);
    }

    private static IEnumerable<Timeline> TimelinesOf(PolicyBook book) => [.. book.Timelines, .. book.Policies.Select(p => p.Alone)];

    /// <summary>
    /// Lets go of all plans, and so of their aliases. The inner cache is emptied and not disposed of: a plan that somebody has found by an
    /// alias may still be answering, and grow.
    /// </summary>
    public void Dispose() => _plans.Clear();

    /// <summary>The plan of a profile that is not kept; not yet kept, even if it is worth it.</summary>
    internal Plan NewPlan(Timeline timeline, Profile profile) =>
        new(PoolOf(timeline), profile, this) { IsWorthKeeping = !IsFirstSight(new Key(timeline, profile)) };

    internal void Keep(Plan plan)
    {
        plan.IsWorthKeeping = false;
        // Where more profiles come round than there is room for, each would push out another one just before that is asked for again.
        if (Volatile.Read(ref _keptBytes) > _plenty && Interlocked.Increment(ref _turnedAway) % KeptWhenFull != 0) return;
        // Another thread may have kept the profile's plan in the meantime, or an equal profile of the same batch.
        if (!TryFind(plan.Timeline, plan.Profile, out _)) Put(plan);
    }

    /// <summary>The cache is told when a plan has grown.</summary>
    internal void Recharge(Plan plan)
    {
        if (plan.Bytes > plan.ChargedBytes + SmallGrowth) Put(plan);
    }

    /// <summary>A plan that is found by an alias is looked up here again after so many others have come; there is room for ten times more.</summary>
    internal long TouchedAfter { get; }

    /// <summary>How often a plan was put into the cache.</summary>
    internal long Given => Volatile.Read(ref _given);

    /// <summary>Keeps a plan that is worth it, and lets the cache know now and then that a plan which was found by an alias is used.</summary>
    internal void Use(Plan plan)
    {
        if (plan.IsWorthKeeping) Keep(plan);
        if (plan.LastTouched < Given - TouchedAfter) Touch(plan);
    }

    internal void Touch(Plan plan)
    {
        plan.LastTouched = Given;
        if (plan.IsKept) _plans.TryGetValue(new Key(plan.Timeline, plan.Profile), out _);
    }

    internal void Use(AnswerPool pool) => _pools.Use(pool);

    private bool TryFind(Key key, [NotNullWhen(true)] out Plan? plan) => _plans.TryGetValue(key, out plan) && plan is not null && !plan.Pool.IsClosed;

    private void Put(Plan plan)
    {
        var key = new Key(plan.Timeline, plan.Profile);
        var bytes = plan.ChargedBytes = plan.Bytes;
        Interlocked.Add(ref _keptBytes, bytes);
        plan.LastTouched = Interlocked.Increment(ref _given);
        plan.KeptBy(this);
        _plans.Set(key, plan, new MemoryCacheEntryOptions { Size = bytes }.RegisterPostEvictionCallback(OnLetGo, bytes));
        // Either who closes a pool finds its plans among the kept ones, or the closing is found here; and so with retirements.
        Interlocked.MemoryBarrier();
        if (plan.Pool.IsClosed || IsLetGo(plan.Timeline)) _plans.Remove(key);
    }

    /// <summary>It is told late: the same plan may be kept again, as when it is charged anew.</summary>
    private void OnLetGo(object key, object? value, EvictionReason reason, object? state)
    {
        Interlocked.Add(ref _keptBytes, -(int)state!);
        var plan = (Plan)value!;
        if (_plans.TryGetValue(key, out var kept) && ReferenceEquals(kept, plan)) return;
        plan.LetGo();
    }

    private void RemovePlansOf(AnswerPool pool)
    {
        Interlocked.MemoryBarrier();
        foreach (var key in _plans.Keys.OfType<Key>().Where(key => ReferenceEquals(key.Timeline, pool.Timeline))) _plans.Remove(key);
    }

    /// <summary>What answers under a book that was replaced has answers of its own.</summary>
    private AnswerPool PoolOf(Timeline timeline)
    {
        if (!IsLetGo(timeline))
        {
            var pool = _pools.Of(timeline);
            Interlocked.MemoryBarrier();
            if (!IsLetGo(timeline)) return pool;
            _pools.Close(pool);
        }
        return new AnswerPool(timeline, null);
    }

    private bool IsLetGo(Timeline timeline) => _letGo.TryGetValue(timeline, out _);

    /// <summary>
    /// The last hashes of each bucket, the newest first: profiles that push each other out wait for a further sight, nothing else. One
    /// slot for each hash was too few: of a thousand profiles ten met in pairs, and each pair kept out both for ever.
    /// </summary>
    private bool IsFirstSight(Key key)
    {
        var hash = key.GetHashCode();
        var bucket = _seen.AsSpan(hash & (SeenSlots - SeenTogether), SeenTogether);
        if (bucket.Contains(hash)) return false;
        bucket[..^1].CopyTo(bucket[1..]);
        bucket[0] = hash;
        return true;
    }

    /// <summary>The timeline itself and not its digests: a plan holds its policies, and a book answers with its own.</summary>
    private sealed record Key(Timeline Timeline, Profile Profile);
}
