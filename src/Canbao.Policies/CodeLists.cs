using Canbao.Policies.Model;

namespace Canbao.Policies;

/// <summary>The codes that policies and callers may use, from identities.yaml.</summary>
public sealed class CodeLists
{
    /// <summary>The fund of a grant where the notice names none.</summary>
    public const string NoFundNamed = "not_specified";

    private readonly Dictionary<string, Code> _identities, _departments, _funds;

    /// <param name="identities">In the order of the file.</param>
    /// <param name="departments">Those that recognise identities.</param>
    /// <param name="funds">Those that pay assistance.</param>
    /// <param name="digest">Of the file that holds them.</param>
    public CodeLists(IEnumerable<Code> identities, IEnumerable<Code> departments, IEnumerable<Code> funds, string digest)
    {
        Identities = [.. identities];
        _identities = Identities.ToDictionary(c => c.Id);
        _departments = departments.ToDictionary(c => c.Id);
        _funds = funds.ToDictionary(c => c.Id);
        Digest = digest;
    }

    /// <summary>In the order of the file.</summary>
    public ValueList<Code> Identities { get; }

    public IEnumerable<Code> Departments => _departments.Values;

    public IEnumerable<Code> Funds => _funds.Values;

    public string Digest { get; }

    /// <summary>
    /// Digest of what the lists decide about answers: which funds are not named, which identity is a kind of which. A new code or
    /// another name does not change it.
    /// </summary>
    public string MeaningDigest => Digests.Combine([
        .. Identities.Where(c => c.KindOf is not null).Select(c => $"{c.Id} is a {c.KindOf}").Order(StringComparer.Ordinal),
        .. _funds.Values.Where(c => !c.Named).Select(c => $"{c.Id} is not named").Order(StringComparer.Ordinal),
    ]);

    public Code? Identity(string id) => _identities.GetValueOrDefault(id);

    /// <summary>Whether who holds an identity is meant where another one is named.</summary>
    public bool Means(string held, string named) => held == named || Identity(held)?.KindOf == named;

    public Code? Department(string id) => _departments.GetValueOrDefault(id);

    public Code? Fund(string id) => _funds.GetValueOrDefault(id);
}

/// <summary>One code with its names.</summary>
public sealed record Code(string Id, Name Name)
{
    /// <summary>Further Chinese names that notices use.</summary>
    public ValueList<string> Also { get; init; } = [];

    public IEnumerable<string> Names => Also.Prepend(Name.Zh);

    /// <summary>Of a fund: false if it stands for a fund that the notice does not name.</summary>
    public bool Named { get; init; } = true;

    /// <summary>Of an identity: the wider one that it is a kind of. What a notice says of the wider one holds for it too.</summary>
    public string? KindOf { get; init; }
}
