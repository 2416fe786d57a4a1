using Canbao.Documents.Answers;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Differences;

/// <summary>The answers that a resident gets before and now, and what of them is different.</summary>
internal sealed class QuoteChange
{
    private QuoteChange(Answer before, Answer now)
    {
        (Before, Now) = (QuoteMapper.ToMessage(before.Quote!), QuoteMapper.ToMessage(now.Quote!));
        MovedDates.Move(Before, now.Policy!.BenefitYear - before.Policy!.BenefitYear);
        Kinds = Before.Equals(Now) ? [] : ChangeKinds.Between(Before, Now);
        (BeforeState, NowState) = (AmountStates.Of(before.Quote!), AmountStates.Of(now.Quote!));
        (Before.Policy, Now.Policy) = (QuoteMapper.ToRef(before.Policy), QuoteMapper.ToRef(now.Policy));
        Payers = HasFees ? [.. PayersOf(Before, Now).OrderBy(payer => new FundLine(payer.Payer))] : [];
    }

    /// <summary>Under the baseline, its dates in the resident's year.</summary>
    public V1.Quote Before { get; }

    public V1.Quote Now { get; }

    /// <summary>In their order; none if the whole answer is equal but for the policy that gave it.</summary>
    public IReadOnlyList<ChangeKind> Kinds { get; }

    public bool IsUnchanged => Kinds.Count == 0;

    public AmountState BeforeState { get; }

    public AmountState NowState { get; }

    /// <summary>Whether there is a fee before and now; without, nothing is said about who pays more or less.</summary>
    public bool HasFees => (BeforeState, NowState) == (AmountState.Amount, AmountState.Amount);

    /// <summary>Whether there is a subsidy before and now, beside the fees.</summary>
    public bool HasSubsidies => HasFees && Before.HasFiscalSubsidyFen && Now.HasFiscalSubsidyFen;

    /// <summary>Everybody who pays anything before or now, as far as both are stated; without fees nobody.</summary>
    public IReadOnlyList<PayerChange> Payers { get; }

    public static QuoteChange Of(Answer before, Answer now) => new(before, now);

    private IEnumerable<PayerChange> PayersOf(V1.Quote before, V1.Quote now)
    {
        yield return new(Contribution.Resident, before.FeeFen, now.FeeFen);
        if (HasSubsidies) yield return new(Contribution.FiscalSubsidy, before.FiscalSubsidyFen, now.FiscalSubsidyFen);
        // Where there is a fee, the assistance is stated: 0 is 0, and no other fund pays anything.
        string[] funds = [.. new[] { before, now }.Where(quote => quote.AssistanceFen > 0).Select(quote => quote.AssistanceFund).Distinct()];
        foreach (var fund in funds) yield return new(fund, PaidBy(fund, before), PaidBy(fund, now));
    }

    private static long PaidBy(string fund, V1.Quote quote) => quote.AssistanceFund == fund ? quote.AssistanceFen : 0;
}
