using System.Text.Json.Nodes;
using Canbao.Documents.Answers;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// What a baseline makes of some residents against the policies of now. Totals of parts of the residents add up to those of all. Sums are
/// over residents with an amount before and now: who has one on one side alone is counted beside them, and never as 0.
/// </summary>
internal sealed class DifferenceTotals
{
    public static readonly AmountState[] States = Enum.GetValues<AmountState>();

    private readonly SortedDictionary<ChangeKind, long> _kinds = [];
    private readonly SortedDictionary<FundLine, PayerTotals> _payers = [];
    private readonly long[,] _residents = new long[States.Length, States.Length];

    /// <summary>Residents whose whole answer is the same.</summary>
    public long Unchanged { get; internal set; }

    public long Changed { get; internal set; }

    /// <summary>Residents of other regions than the baseline's.</summary>
    public long NotCompared { get; internal set; }

    public long Residents => Unchanged + Changed + NotCompared;

    /// <summary>Residents by what of their answer has changed; one who has several is in each.</summary>
    public IReadOnlyDictionary<ChangeKind, long> Kinds => _kinds;

    /// <summary>Residents, the treasury, then the funds by their codes.</summary>
    public IReadOnlyDictionary<FundLine, PayerTotals> Payers => _payers;

    /// <summary>The quotes' own totals, of residents who have one before and now.</summary>
    public Money FundingTotal { get; } = new();

    /// <summary>Fee and assistance of residents who have them before and now, but not the subsidy.</summary>
    public Money WithoutSubsidy { get; } = new();

    /// <summary>Fees of residents who have one before and none now, and the other way round.</summary>
    public Tally OnlyBefore { get; } = new();

    public Tally OnlyNow { get; } = new();

    /// <summary>Residents who were compared, by whether they have an amount.</summary>
    public long Count(AmountState before, AmountState now) => _residents[(int)before, (int)now];

    public PayerTotals Payer(string payer)
    {
        if (!_payers.TryGetValue(new(payer), out var totals)) _payers.Add(new(payer), totals = new PayerTotals());
        return totals;
    }

    /// <summary>Residents who have these two answers.</summary>
    public void Add(QuoteChange change, long residents)
    {
        if (change.IsUnchanged) Unchanged += residents;
        else Changed += residents;
        foreach (var kind in change.Kinds) AddKind(kind, residents);
        AddStates(change.BeforeState, change.NowState, residents);
        foreach (var payer in change.Payers) Payer(payer.Payer).Add(payer, residents);
        if (change.HasSubsidies) FundingTotal.Add(residents * change.Before.FundingTotalFen, residents * change.Now.FundingTotalFen);
        else if (change.HasFees) WithoutSubsidy.Add(residents * FundsFen(change.Before), residents * FundsFen(change.Now));
        else if (change.Before.HasFeeFen) OnlyBefore.Add(residents, change.Before.FeeFen);
        else if (change.Now.HasFeeFen) OnlyNow.Add(residents, change.Now.FeeFen);
    }

    public void AddNotCompared(long residents) => NotCompared += residents;

    public void Add(DifferenceTotals other)
    {
        Unchanged += other.Unchanged;
        Changed += other.Changed;
        NotCompared += other.NotCompared;
        foreach (var (kind, residents) in other._kinds) AddKind(kind, residents);
        foreach (var before in States)
            foreach (var now in States) AddStates(before, now, other.Count(before, now));
        foreach (var (line, totals) in other._payers) Payer(line.Payer).Add(totals);
        FundingTotal.Add(other.FundingTotal.BeforeFen, other.FundingTotal.AfterFen);
        WithoutSubsidy.Add(other.WithoutSubsidy.BeforeFen, other.WithoutSubsidy.AfterFen);
        OnlyBefore.Add(other.OnlyBefore);
        OnlyNow.Add(other.OnlyNow);
    }

    /// <summary>In one form: equal totals give the same text.</summary>
    public JsonObject ToJson() => DifferenceJson.Of(this);

    /// <summary>Throws <see cref="InvalidDataException"/> for what is no such totals.</summary>
    public static DifferenceTotals FromJson(JsonNode? json) => DifferenceJson.Read(json);

    /// <summary>Where the sums do not come to each other; nothing if all do.</summary>
    public IEnumerable<string> Problems()
    {
        var payers = _payers.Values.Sum(payer => payer.Money.DifferenceFen);
        var owed = FundingTotal.DifferenceFen + WithoutSubsidy.DifferenceFen;
        if (payers != owed) yield return $"the payers' differences are {payers} fen, those of the funding totals {owed} fen";
        foreach (var (line, payer) in _payers)
            if (payer.Money.DifferenceFen != payer.TopUp.Fen - payer.Refund.Fen)
                yield return $"{line.Payer}: {payer.TopUp.Fen} fen more and {payer.Refund.Fen} fen less are not {payer.Money.DifferenceFen} fen";
        var compared = _residents.Cast<long>().Sum();
        if (compared != Unchanged + Changed) yield return $"{compared} residents were compared; {Unchanged} unchanged and {Changed} changed are others";
    }

    internal void AddKind(ChangeKind kind, long residents) => _kinds[kind] = _kinds.GetValueOrDefault(kind) + residents;

    internal void AddStates(AmountState before, AmountState now, long residents) => _residents[(int)before, (int)now] += residents;

    private static long FundsFen(V1.Quote quote) => quote.FeeFen + quote.AssistanceFen;
}
