using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Answers without amounts. Of one that the notice does not settle, whatever else it may tell is left open.</summary>
internal static class Unsettled
{
    public const string BirthDate = "birth_date", EventDate = "event_date";

    public static readonly string[] LeftOpen =
    [
        nameof(Quote.IndividualStandardFen), nameof(Quote.AssistanceFund), nameof(Quote.MatchedIdentity), nameof(Quote.RecognisedBy),
        nameof(Quote.FiscalSubsidyFen), nameof(Quote.FiscalSubsidyKind), nameof(Quote.FiscalSubsidyBasis), nameof(Quote.FundingTotalFen),
        nameof(Quote.Waiting), nameof(Quote.BenefitStart), nameof(Quote.BenefitEnd), .. QuoteComparison.CatastrophicNames,
    ];

    private static readonly string[] LeftOpenToo =
    [
        .. LeftOpen, nameof(Quote.FeeAtMostFen), nameof(Quote.Addons), nameof(Quote.AddonTotalFen), nameof(Quote.AddonTerm),
        nameof(Quote.AssistanceDeferredTo), nameof(Quote.AssistedPaymentAvailable),
    ];

    /// <summary>Closed, on a day for which the notice says so.</summary>
    public static readonly Expected Closed = new() { Status = QuoteStatus.Closed };

    /// <summary>Closed after the window: what a late payment would cost, if there were one, is not said.</summary>
    public static readonly Expected ClosedLate = new() { Status = QuoteStatus.Closed, Unspecified = [Subjects.LatePaymentRule] };

    /// <summary>After the window, under a special circumstance about which the notice is silent.</summary>
    public static readonly Expected Late = Silent(Subjects.LatePaymentRule);

    public static Expected Silent(params string[] subjects) =>
        new() { Status = QuoteStatus.Undetermined, Unspecified = subjects, NotCompared = LeftOpenToo };

    public static Expected Missing(string field) => Silent() with { MissingFields = [field] };

    /// <summary>The resident may pay, but how much is open: another place has assisted already, and the notice does not say what follows.</summary>
    public static Expected AssistedThere() => Silent(Subjects.FeeYuan, Subjects.AssistanceYuan) with { IsPayable = true };
}
