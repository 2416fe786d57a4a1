using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Canbao.Policies;
using Canbao.Policies.Model;
using Microsoft.Extensions.Caching.Memory;

namespace Canbao.Engine;

/// <summary>
/// The plans of profiles that were seen at least twice, bounded in bytes. A caller who sends ever new profiles gets slower
/// answers, not our memory. Safe for several threads.
/// </summary>
public sealed class PlanCache : IDisposable
{
    /// <summary>Room for some thousand profiles with every day asked for.</summary>
    public const long DefaultBytes = 96L << 20;

    private const int SeenSlots = 1 << 16;

    private readonly MemoryCache _plans;
    private readonly int[] _seen = new int[SeenSlots];
    private readonly ConditionalWeakTable<Timeline, PlanCache> _retired = [];

    public PlanCache(long bytes = DefaultBytes) =>
        _plans = new MemoryCache(new MemoryCacheOptions { SizeLimit = bytes, CompactionPercentage = 0.2 });

    /// <summary>How many plans are kept now.</summary>
    public int Count => _plans.Count;

    /// <summary>
    /// The plan of a profile that has passed the input check: kept from the second sight on, made for this call at the first.
    /// </summary>
    public Plan PlanFor(Timeline timeline, Profile profile)
    {
        var key = new Key(timeline, profile);
        if (TryFind(key, out var plan)) return plan;
        if (IsFirstSight(key)) return new Plan(timeline, profile, remembers: false);
        plan = new Plan(timeline, profile, remembers: true);
        Recharge(key, plan);
        return plan;
    }

    /// <summary>A plan that is kept: its profile has passed the input check.</summary>
    public bool TryFind(Timeline timeline, Profile profile, [NotNullWhen(true)] out Plan? plan) => TryFind(new Key(timeline, profile), out plan);

    /// <summary>Of one revision alone, whatever the day.</summary>
    public Plan PlanFor(Policy policy, Profile profile) => PlanFor(policy.Alone, profile);

    /// <summary>
    /// Lets go of the plans of a book that was replaced, but for the timelines that the new one has too: nobody would find them, and each
    /// would hold its policies. Requests that still answer under the old book get their answers, and their plans are not kept.
    /// </summary>
    public void Retire(PolicyBook replaced, PolicyBook current)
    {
        var retired = TimelinesOf(replaced).Except(TimelinesOf(current), ReferenceEqualityComparer.Instance).Cast<Timeline>().ToHashSet();
        replaced.Aliases.Close();
        foreach (var timeline in retired) _retired.AddOrUpdate(timeline, this);
        Interlocked.MemoryBarrier();
        foreach (var key in _plans.Keys.OfType<Key>().Where(key => retired.Contains(key.Timeline))) _plans.Remove(key);
    }

    private static IEnumerable<Timeline> TimelinesOf(PolicyBook book) => [.. book.Timelines, .. book.Policies.Select(p => p.Alone)];

    public void Dispose() => _plans.Dispose();

    /// <summary>A plan grows as days are asked for; the cache is told whenever it has doubled.</summary>
    internal void Recharge(Plan plan) => Recharge(new Key(plan.Timeline, plan.Profile), plan);

    private bool TryFind(Key key, [NotNullWhen(true)] out Plan? plan)
    {
        if (!_plans.TryGetValue(key, out plan) || plan is null) return false;
        Recharge(key, plan);
        return true;
    }

    private void Recharge(Key key, Plan plan)
    {
        var bytes = plan.Bytes;
        if (bytes < 2 * plan.ChargedBytes) return;
        plan.ChargedBytes = bytes;
        plan.KeptBy(this);
        _plans.Set(key, plan, new MemoryCacheEntryOptions { Size = bytes }.RegisterPostEvictionCallback(OnLetGo));
        // Either its retirement finds the plan among the kept ones, or the retirement is found here.
        Interlocked.MemoryBarrier();
        if (_retired.TryGetValue(key.Timeline, out _)) _plans.Remove(key);
    }

    /// <summary>An entry is also replaced by the same plan, when that is charged anew.</summary>
    private void OnLetGo(object key, object? value, EvictionReason reason, object? state)
    {
        var plan = (Plan)value!;
        if (reason == EvictionReason.Replaced && _plans.TryGetValue(key, out var kept) && ReferenceEquals(kept, plan)) return;
        plan.LetGo();
    }

    /// <summary>One slot per hash: a collision makes a profile wait for a further sight, nothing else.</summary>
    private bool IsFirstSight(Key key)
    {
        var hash = key.GetHashCode();
        ref var slot = ref _seen[hash & (SeenSlots - 1)];
        if (slot == hash) return false;
        slot = hash;
        return true;
    }

    /// <summary>The timeline itself and not its digests: a plan holds its policies, and a book answers with its own.</summary>
    private sealed record Key(Timeline Timeline, Profile Profile);
}
