using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Generation;

/// <summary>What can be drawn for a resident of one policy.</summary>
internal sealed class PolicyShape
{
    private readonly string[] _identities;
    private readonly string[] _otherIdentities;
    private readonly string[] _addons;
    private readonly int _collectionDays, _yearDays;

    public PolicyShape(Policy policy)
    {
        Policy = policy;
        _identities = [.. policy.Assistance.Grants.SelectMany(g => g.Identities)];
        _otherIdentities = [.. policy.Codes.Identities.Select(c => c.Id)];
        _addons = [.. policy.Addons.Select(a => a.Code)];
        Circumstances = [Circumstance.Newborn, .. policy.Circumstances.Select(c => c.Circumstance)];
        _collectionDays = policy.CollectionWindow.To.DayNumber - policy.CollectionWindow.From.DayNumber + 1;
        _yearDays = policy.CollectionTo.DayNumber - policy.CollectionFrom.DayNumber + 1;
    }

    public Policy Policy { get; }

    public Circumstance[] Circumstances { get; }

    /// <summary>Five of six choose the first tier.</summary>
    public string Tier(ref SplitMix random) =>
        Policy.Standards[random.Below(6) < 5 ? 0 : random.Below(Policy.Standards.Count)].Tier;

    /// <summary>Four of five have no identity; one of a hundred has two; a few have one that the notice does not name.</summary>
    public ValueList<string> Identities(ref SplitMix random)
    {
        var draw = random.Below(1000);
        if (draw < 800) return [];
        if (draw < 805) return [_otherIdentities[random.Below(_otherIdentities.Length)]];
        var first = _identities[Skewed(_identities.Length, ref random)];
        if (draw < 990) return [first];
        var second = _identities[random.Below(_identities.Length)];
        return first == second ? [first] : [first, second];
    }

    public ValueList<string> Addons(ref SplitMix random) => _addons.Length > 0 && random.PerMille(50) ? [_addons[random.Below(_addons.Length)]] : [];

    /// <summary>Three of four pay inside the collection window, more of them towards its end; the others on any day of the year.</summary>
    public DateOnly PaymentDay(ref SplitMix random)
    {
        if (random.PerMille(250)) return Policy.CollectionFrom.AddDays(random.Below(_yearDays));
        var day = Math.Max(random.Below(_collectionDays), random.Below(_collectionDays));
        return Policy.CollectionWindow.From.AddDays(day);
    }

    /// <summary>The smaller of two draws: the first of the document are the more frequent.</summary>
    private static int Skewed(int count, ref SplitMix random) => Math.Min(random.Below(count), random.Below(count));
}
