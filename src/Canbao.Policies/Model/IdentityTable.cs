using System.Collections.Concurrent;

namespace Canbao.Policies.Model;

/// <summary>
/// What a policy knows of each identity, by its place: identities that a grant names come in the order of the document, all others behind them; those
/// that one name means come in the order of the code list. Made once, so that nobody compares names while answering.
/// </summary>
internal sealed class IdentityTable
{
    private readonly Policy _policy;
    private readonly string[] _codes;
    private readonly Dictionary<string, int> _places;
    private readonly Grant?[] _grants;
    private readonly ConcurrentDictionary<ValueList<string>, bool[]> _meant = new(ReferenceEqualityComparer.Instance);

    public IdentityTable(Policy policy)
    {
        _policy = policy;
        var codes = policy.Codes.Identities;
        var inDocument = policy.Assistance.Grants.SelectMany(grant =>
            from named in grant.Identities
            from code in codes
            where policy.Codes.Means(code.Id, named) && policy.GrantFor(code.Id) == grant
            select code.Id);
        _codes = [.. inDocument.Concat(codes.Select(code => code.Id)).Distinct()];
        _places = _codes.Select((code, place) => (code, place)).ToDictionary(pair => pair.code, pair => pair.place);
        _grants = [.. _codes.Select(policy.GrantFor)];
    }

    /// <summary>The places of identities that are held, in their order.</summary>
    public int[] PlacesOf(ValueList<string> held)
    {
        if (held.Count == 0) return [];
        var places = new int[held.Count];
        for (var i = 0; i < places.Length; i++) places[i] = _places[held[i]];
        Array.Sort(places);
        return places;
    }

    public string CodeAt(int place) => _codes[place];

    /// <summary>The grant that counts for an identity; null if the notice does not name it.</summary>
    public Grant? GrantAt(int place) => _grants[place];

    /// <summary>Whether any of these is meant where a list names others.</summary>
    public bool IsAnyMeant(int[] places, ValueList<string> named)
    {
        if (places.Length == 0 || named.Count == 0) return false;
        var meant = _meant.GetOrAdd(named, static (list, table) => table.MeantBy(list), this);
        foreach (var place in places)
            if (meant[place]) return true;
        return false;
    }

    /// <summary>By place, whether a list means the identity.</summary>
    private bool[] MeantBy(ValueList<string> named) => [.. _codes.Select(code => named.Any(name => _policy.Codes.Means(code, name)))];
}
