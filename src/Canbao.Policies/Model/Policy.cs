using System.Collections.Concurrent;

namespace Canbao.Policies.Model;

/// <summary>One region, one benefit year, one revision: validated and immutable (政策).</summary>
public sealed class Policy
{
    private readonly ConcurrentDictionary<ulong, ValueList<string>> _readingIds = [];
    private IdentityTable? _identities;

    public Policy() => Alone = new Timeline([this]);

    public required string Region { get; init; }

    public required Name Name { get; init; }

    public required int BenefitYear { get; init; }

    public required int Revision { get; init; }

    /// <summary>The first payment day that this revision governs. Null for the first revision, which governs from the beginning.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The revision that this one replaces. Null for the first.</summary>
    public int? Supersedes { get; init; }

    public required RevisionPlaces RevisionPlaces { get; init; }

    /// <summary>The timeline of this revision alone, for who asks for it by its number. Always the same, so that its plans are kept.</summary>
    public Timeline Alone { get; }

    public required Notice Notice { get; init; }

    /// <summary>SHA-256 of the document's canonical form, lower-case hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>The file that holds the document.</summary>
    public required string File { get; init; }

    /// <summary>The documents that its values come from: its own, then those that it extends, the nearest first.</summary>
    public required ValueList<PolicySource> Sources { get; init; }

    /// <summary>The clauses by which it takes away rules of the documents that it extends.</summary>
    public ValueList<Clause> Removals { get; init; } = [];

    /// <summary>The document as it was read.</summary>
    public required string Document { get; init; }

    /// <summary>The code lists that the document was read with.</summary>
    public required CodeLists Codes { get; init; }

    public ValueList<EligibilityRule> Eligibility { get; init; } = [];

    public required AlreadyPaid AlreadyPaid { get; init; }

    public ValueList<CircumstanceRules> Circumstances { get; init; } = [];

    /// <summary>In the order of days, without gap or overlap, over the whole collection year.</summary>
    public required ValueList<Window> Windows { get; init; }

    public required ValueList<Standard> Standards { get; init; }

    public required FiscalSubsidy FiscalSubsidy { get; init; }

    public required Assistance Assistance { get; init; }

    public Continuity? Continuity { get; init; }

    public Choice<WaitPastCover> WaitPastCover { get; init; } = new(Model.WaitPastCover.NoCover);

    public required Catastrophic Catastrophic { get; init; }

    public ValueList<Addon> Addons { get; init; } = [];

    public ValueList<Reading> Readings { get; init; } = [];

    /// <summary>The conditions of all its rules.</summary>
    public IEnumerable<Conditions> AllConditions =>
    [
        .. Eligibility.Select(rule => rule.When),
        .. Circumstances.SelectMany(c => c.Cases).Select(c => c.When),
        .. Assistance.Bars.Select(bar => bar.When),
    ];

    /// <summary>First day on which anyone may pay for the benefit year.</summary>
    public DateOnly CollectionFrom => Windows[0].From;

    /// <summary>31 December of the benefit year.</summary>
    public DateOnly CollectionTo => new(BenefitYear, 12, 31);

    /// <summary>The days of the ordinary collection window.</summary>
    public Window CollectionWindow
    {
        get
        {
            foreach (var window in Windows)
                if (window.Terms.Status == QuoteStatus.Open) return window;
            throw new InvalidOperationException($"{this} has no collection window");
        }
    }

    /// <summary>The document that states a rule; its own where the notice is silent.</summary>
    public PolicySource SourceOf(Rule? rule)
    {
        foreach (var source in Sources)
            if (source.File == rule?.Position.File) return source;
        return Sources[0];
    }

    /// <summary>The window of a day inside the collection year.</summary>
    public Window WindowOn(DateOnly day)
    {
        foreach (var window in Windows)
            if (day <= window.To) return window;
        throw new ArgumentOutOfRangeException(nameof(day), day, $"outside the collection year of {this}");
    }

    public Standard? StandardOf(string tier)
    {
        foreach (var standard in Standards)
            if (standard.Tier == tier) return standard;
        return null;
    }

    public CircumstanceRules? RulesFor(Circumstance circumstance)
    {
        foreach (var rules in Circumstances)
            if (rules.Circumstance == circumstance) return rules;
        return null;
    }

    /// <summary>The grant that names an identity, or else the wider one that it is a kind of; null if the notice names neither.</summary>
    public Grant? GrantFor(string identity) =>
        Assistance.GrantFor(identity) ?? (Codes.Identity(identity)?.KindOf is { } wider ? Assistance.GrantFor(wider) : null);

    /// <summary>What the policy knows of each identity; found when it is first asked.</summary>
    internal IdentityTable IdentityTable => LazyInitializer.EnsureInitialized(ref _identities, () => new IdentityTable(this))!;

    /// <summary>The ids of readings given as bits by their index. Few combinations occur, so each is made once.</summary>
    public ValueList<string> ReadingIds(ulong readings) =>
        _readingIds.GetOrAdd(readings, bits => [.. Readings.Where(r => (bits >> r.Index & 1) != 0).Select(r => r.Id)]);

    public override string ToString() => $"{Region}/{BenefitYear}@{Revision}";
}
