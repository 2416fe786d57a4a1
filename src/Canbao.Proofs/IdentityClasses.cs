using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Proofs;

/// <summary>
/// The identities of a policy in classes: two identities are in one class if every rule treats them alike. It is enough to prove
/// one of each class, and two of one class together.
/// </summary>
internal static class IdentityClasses
{
    /// <summary>No identity, one of each class, and every two classes together.</summary>
    public static List<ValueList<string>> Sets(Policy policy)
    {
        var classes = Of(policy);
        List<ValueList<string>> sets = [[], .. classes.Select(c => (ValueList<string>)[c[0]])];
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i].Length > 1) sets.Add([classes[i][0], classes[i][1]]);
            for (var j = i + 1; j < classes.Count; j++) sets.Add([classes[i][0], classes[j][0]]);
        }
        return sets;
    }

    /// <summary>The classes in the order of the code list; the codes of each in that order too.</summary>
    public static List<string[]> Of(Policy policy)
    {
        var lists = Lists(policy).ToArray();
        return [.. policy.Codes.Identities.Select(c => c.Id).GroupBy(id => Signature(policy, lists, id)).Select(g => g.ToArray())];
    }

    private static string Signature(Policy policy, ValueList<string>[] lists, string identity)
    {
        var grant = policy.GrantFor(identity) is { } named ? Array.IndexOf([.. policy.Assistance.Grants], named) : -1;
        return $"{grant}:{string.Concat(lists.Select(list => list.Any(named => policy.Codes.Means(identity, named)) ? '1' : '0'))}";
    }

    /// <summary>Every list of identities by which a rule tells residents apart.</summary>
    private static IEnumerable<ValueList<string>> Lists(Policy policy)
    {
        foreach (var grant in policy.Assistance.Grants.ToArray()) yield return grant.ExceptHoldersOf;
        foreach (var declared in policy.Assistance.DearerTogether.ToArray())
        {
            yield return declared.Identities;
            yield return declared.With;
        }
        foreach (var tilt in policy.Catastrophic.Tilts.ToArray()) yield return tilt.Identities;
        foreach (var when in policy.AllConditions)
            if (when.HoldsAnyOf is { } held) yield return held;
    }
}
