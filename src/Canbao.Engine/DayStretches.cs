using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The payment days of a timeline in stretches within which no rule of any revision begins or ends. By slot, as a plan has them: 0 for all
/// days before the collection year, then a slot for each of its days, and the last one for all days after it.
/// </summary>
internal sealed class DayStretches
{
    private readonly int[] _first, _last;

    public DayStretches(Timeline timeline)
    {
        var before = timeline.CollectionFrom.DayNumber - 1;
        var slots = timeline.CollectionTo.DayNumber - before + 2;
        var begins = new bool[slots];
        (begins[0], begins[1], begins[^1]) = (true, true, true);
        foreach (var policy in timeline.Revisions)
        {
            foreach (var day in new Breakpoints(policy).Payments) Begin(day);
            if (policy.EffectiveFrom is { } from) Begin(from);
        }
        (_first, _last) = (new int[slots], new int[slots]);
        for (var slot = 0; slot < slots; slot++) _first[slot] = begins[slot] ? slot : _first[slot - 1];
        for (var slot = slots - 1; slot >= 0; slot--) _last[slot] = slot == slots - 1 || begins[slot + 1] ? slot : _last[slot + 1];

        void Begin(DateOnly day)
        {
            if (day.DayNumber - before is > 0 and var slot && slot < slots) begins[slot] = true;
        }
    }

    /// <summary>The first and the last slot of the stretch that a slot is in.</summary>
    public (int First, int Last) Of(int slot) => (_first[slot], _last[slot]);
}
