using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>Everything that one profile may be answered: regions of dates that were found so far, and where they were met.</summary>
internal sealed class ProfileRegions(Policy policy, Profile profile, Action<Profile, DayNumbers, Template> found)
{
    private readonly List<MetRegion> _regions = [], _order = [];
    private int _step;

    public Profile Profile => profile;

    public IReadOnlyList<MetRegion> Met => _regions;

    /// <summary>From here on points of another payment day are asked for.</summary>
    public void BeginDay() => _step = 0;

    /// <summary>The region of a point, interpreted if none that is known holds it.</summary>
    public MetRegion At(in DayNumbers point)
    {
        // Most days meet the same regions in the same order as the day before.
        if (_step == _order.Count) _order.Add(Find(point));
        else if (!_order[_step].Region.Contains(point)) _order[_step] = Find(point);
        return _order[_step++];
    }

    private MetRegion Find(in DayNumbers point)
    {
        foreach (var known in _regions)
            if (known.Region.Contains(point)) return known;
        var answer = TimelineInterpreter.Region(policy.Alone, profile, point.ToSituation());
        var met = new MetRegion(answer.Region, answer.Template);
        _regions.Add(met);
        found(profile, point, answer.Template);
        return met;
    }

}

/// <summary>A region, and the payment days on which it was met.</summary>
internal sealed class MetRegion(DateRegion region, Template template)
{
    private int _first = int.MaxValue, _last;

    public DateRegion Region => region;

    public Template Template => template;

    public void OnPayment(int day) => (_first, _last) = (Math.Min(_first, day), Math.Max(_last, day));

    /// <summary>Its outermost points on the first and on the last of these days; at the end that with the latest dates of all.</summary>
    public IEnumerable<(DayNumbers Point, bool IsLast)> Corners()
    {
        if (_last == 0) yield break;
        if (_first < _last)
            foreach (var point in DateBox.Whole(_first).Within(region).Corners()) yield return (point, false);
        var last = DateBox.Whole(_last).Within(region).Corners().ToArray();
        for (var i = 0; i < last.Length; i++) yield return (last[i], i == last.Length - 1);
    }
}
