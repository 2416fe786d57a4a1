namespace Canbao.Policies.Model;

/// <summary>
/// The revisions of one region and benefit year in the order in which they come into force. A payment is answered by the newest
/// that is in force on its day. A revision that was asked for by its number is a timeline by itself: it answers on every day.
/// </summary>
public sealed class Timeline
{
    internal Timeline(ValueList<Policy> revisions) => Revisions = revisions;

    /// <summary>Never empty.</summary>
    public ValueList<Policy> Revisions { get; }

    public Policy Newest => Revisions[^1];

    /// <summary>First day on which anyone may pay for the benefit year: the same in all revisions.</summary>
    public DateOnly CollectionFrom => Newest.CollectionFrom;

    /// <summary>31 December of the benefit year.</summary>
    public DateOnly CollectionTo => Newest.CollectionTo;

    /// <summary>The timeline of revisions that have passed the validation of their folder, in any order.</summary>
    public static Timeline Of(IEnumerable<Policy> revisions)
    {
        ValueList<Policy> ordered = [.. revisions.OrderBy(p => p.Revision)];
        if (ordered.Count == 1) return ordered[0].Alone;
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].Region != ordered[0].Region || ordered[i].BenefitYear != ordered[0].BenefitYear)
                throw new ArgumentException($"{ordered[i]} is no revision of {ordered[0]}", nameof(revisions));
            if (ordered[i].EffectiveFrom is not { } from || from <= ordered[i - 1].EffectiveFrom)
                throw new ArgumentException($"{ordered[i]} does not come into force after {ordered[i - 1]}", nameof(revisions));
        }
        return ordered.Count > 0 ? new(ordered) : throw new ArgumentException("a timeline has at least one revision", nameof(revisions));
    }

    /// <summary>The revision that answers a payment of this day.</summary>
    public Policy On(DateOnly payment) => Revisions[IndexOn(payment)];

    /// <summary>The last day that a revision governs; the last of them has no end.</summary>
    public DateOnly GovernsTo(int index) => index + 1 < Revisions.Count ? Revisions[index + 1].EffectiveFrom!.Value.AddDays(-1) : DateOnly.MaxValue;

    public override string ToString() => Revisions.Count == 1 ? Newest.ToString() : $"{Revisions[0]}-{Newest.Revision}";

    internal int IndexOn(DateOnly payment)
    {
        var index = Revisions.Count - 1;
        while (index > 0 && payment < Revisions[index].EffectiveFrom) index--;
        return index;
    }
}
