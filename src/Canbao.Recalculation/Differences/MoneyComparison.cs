using System.Runtime.InteropServices;
using Canbao.Policies;

namespace Canbao.Recalculation.Differences;

/// <summary>Residents whose assistance rests on one identity before and on one after; null: on none.</summary>
public readonly record struct IdentityPair(string? Before, string? After);

/// <summary>What the residents of one pair of identities pay, and what is paid for them.</summary>
public sealed class IdentityMoney
{
    public long Residents { get; set; }

    public Money Fee { get; } = new();

    public Money Assistance { get; } = new();

    /// <summary>Other residents of the same pair.</summary>
    public void Add(IdentityMoney other)
    {
        Residents += other.Residents;
        Fee.Add(other.Fee);
        Assistance.Add(other.Assistance);
    }
}

/// <summary>
/// What two policies make of the same residents, in money. Every sum is over residents who have an amount under both: who has one
/// under one policy alone is counted beside the sums, with that amount.
/// </summary>
public sealed class MoneyComparison
{
    public static readonly int States = Enum.GetValues<AmountState>().Length;

    private readonly long[,] _residents = new long[States, States];
    private readonly Dictionary<string, Money> _funds = [];
    private readonly Dictionary<IdentityPair, IdentityMoney> _identities = [];

    public long Residents { get; private set; }

    /// <summary>Residents with an amount under both policies.</summary>
    public long Compared => Count(AmountState.Amount, AmountState.Amount);

    public long WorseOff { get; private set; }

    public long BetterOff { get; private set; }

    public long Unchanged { get; private set; }

    /// <summary>What the residents themselves pay for the insurance, without add-ons.</summary>
    public Money Fee { get; } = new();

    /// <summary>Over the residents for whom both policies state a subsidy; the others are counted, not taken for 0.</summary>
    public Money FiscalSubsidy { get; } = new();

    public long WithoutStatedSubsidy { get; private set; }

    /// <summary>Assistance by the fund that pays it, in the order of the codes.</summary>
    public IEnumerable<KeyValuePair<string, Money>> Funds => _funds.OrderBy(f => f.Key, StringComparer.Ordinal);

    /// <summary>The largest groups first.</summary>
    public IEnumerable<KeyValuePair<IdentityPair, IdentityMoney>> Identities => _identities.OrderByDescending(i => i.Value.Residents)
        .ThenBy(i => i.Key.Before, StringComparer.Ordinal).ThenBy(i => i.Key.After, StringComparer.Ordinal);

    /// <summary>Fees of who has an amount before and none after.</summary>
    public long OnlyBeforeFen { get; private set; }

    /// <summary>Fees of who has an amount after and none before.</summary>
    public long OnlyAfterFen { get; private set; }

    public long Count(AmountState before, AmountState after) => _residents[(int)before, (int)after];

    /// <summary>Residents who are in a state under both policies.</summary>
    public long Stayed(AmountState state) => Count(state, state);

    /// <summary>Residents who come into a state.</summary>
    public long Became(AmountState state) => Enum.GetValues<AmountState>().Where(s => s != state).Sum(s => Count(s, state));

    /// <summary>Residents who leave a state.</summary>
    public long Ceased(AmountState state) => Enum.GetValues<AmountState>().Where(s => s != state).Sum(s => Count(state, s));

    /// <summary>Residents with the same quotes under both policies.</summary>
    public void Add(Quote before, Quote after, long residents = 1)
    {
        Residents += residents;
        _residents[(int)AmountStates.Of(before), (int)AmountStates.Of(after)] += residents;
        if (before.FeeFen is { } was && after.FeeFen is { } now) AddCompared(before, after, was, now, residents);
        else
        {
            OnlyBeforeFen += residents * (before.FeeFen ?? 0);
            OnlyAfterFen += residents * (after.FeeFen ?? 0);
        }
    }

    /// <summary>Other residents.</summary>
    public void Add(MoneyComparison other)
    {
        Residents += other.Residents;
        for (var before = 0; before < States; before++)
            for (var after = 0; after < States; after++) _residents[before, after] += other._residents[before, after];
        (WorseOff, BetterOff, Unchanged) = (WorseOff + other.WorseOff, BetterOff + other.BetterOff, Unchanged + other.Unchanged);
        WithoutStatedSubsidy += other.WithoutStatedSubsidy;
        (OnlyBeforeFen, OnlyAfterFen) = (OnlyBeforeFen + other.OnlyBeforeFen, OnlyAfterFen + other.OnlyAfterFen);
        Fee.Add(other.Fee);
        FiscalSubsidy.Add(other.FiscalSubsidy);
        foreach (var (code, fund) in other._funds) Fund(code).Add(fund);
        foreach (var (pair, group) in other._identities) Group(pair).Add(group);
    }

    private void AddCompared(Quote before, Quote after, long was, long now, long residents)
    {
        if (now > was) WorseOff += residents;
        else if (now < was) BetterOff += residents;
        else Unchanged += residents;
        Fee.Add(residents * was, residents * now);
        // Where there is a fee, the assistance is stated: 0 is 0.
        var (wasPaid, isPaid) = (residents * before.AssistanceFen!.Value, residents * after.AssistanceFen!.Value);
        if (before.AssistanceFund is { } paid) Fund(paid).Add(wasPaid, 0);
        if (after.AssistanceFund is { } pays) Fund(pays).Add(0, isPaid);
        if (before.FiscalSubsidyFen is { } oldSubsidy && after.FiscalSubsidyFen is { } newSubsidy)
            FiscalSubsidy.Add(residents * oldSubsidy, residents * newSubsidy);
        else WithoutStatedSubsidy += residents;
        var group = Group(new(before.MatchedIdentity, after.MatchedIdentity));
        group.Residents += residents;
        group.Fee.Add(residents * was, residents * now);
        group.Assistance.Add(wasPaid, isPaid);
    }

    private IdentityMoney Group(IdentityPair pair)
    {
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_identities, pair, out _);
        return group ??= new IdentityMoney();
    }

    private Money Fund(string code)
    {
        ref var fund = ref CollectionsMarshal.GetValueRefOrAddDefault(_funds, code, out _);
        return fund ??= new Money();
    }
}
