using System.Globalization;
using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Compares a quote with what the oracle expects, property by property.</summary>
internal static class QuoteComparison
{
    public static readonly string[] CatastrophicNames =
    [
        nameof(Quote.Catastrophic), nameof(CatastrophicCover.DeductibleFen), nameof(CatastrophicCover.UpliftPoints),
        nameof(CatastrophicCover.NoCap), nameof(CatastrophicCover.CapUpliftContinuous), nameof(CatastrophicCover.UpliftSteps),
        nameof(CatastrophicCover.CapUpliftZeroClaim),
    ];

    /// <summary>One entry per difference, "property: expected x, got y".</summary>
    public static List<string> Differences(Expected expected, Quote quote)
    {
        var differences = new List<string>();
        foreach (var (name, expectedOf, foundOf) in Compared)
        {
            var (wanted, found) = (expectedOf(expected), foundOf(quote));
            if (!Equals(wanted, found) && !expected.NotCompared.Contains(name)) differences.Add($"{name}: expected {Show(wanted)}, got {Show(found)}");
        }
        CompareMatch(expected, quote, differences);
        CompareLists(expected, quote, differences);
        CompareContributions(quote, differences);
        if (expected.Warns && quote.Warnings.Count == 0) differences.Add("Warnings: expected one");
        return differences;
    }

    private static readonly (string Name, Func<Expected, object?> Expected, Func<Quote, object?> Found)[] Compared =
    [
        (nameof(Quote.Status), e => e.Status, q => q.Status),
        (nameof(Quote.NextOpenDate), e => e.NextOpenDate, q => q.NextOpenDate),
        (nameof(Quote.IndividualStandardFen), e => e.IndividualStandardFen, q => q.IndividualStandardFen),
        (nameof(Quote.AssistanceFen), e => e.AssistanceFen, q => q.AssistanceFen),
        (nameof(Quote.AssistanceFund), e => e.AssistanceFund, q => q.AssistanceFund),
        (nameof(Quote.FeeFen), e => e.FeeFen, q => q.FeeFen),
        (nameof(Quote.FeeAtMostFen), e => e.FeeAtMostFen, q => q.FeeAtMostFen),
        (nameof(Quote.PayableFen), e => e.PayableFen, q => q.PayableFen),
        (nameof(Quote.Addons), e => Show(e.Addons), q => Show(q.Addons)),
        (nameof(Quote.AddonTotalFen), e => e.AddonTotalFen, q => q.AddonTotalFen),
        (nameof(Quote.AddonTerm), e => e.AddonTerm, q => q.AddonTerm),
        (nameof(Quote.AssistanceDeferredTo), e => e.AssistanceDeferredTo, q => q.AssistanceDeferredTo),
        (nameof(Quote.AssistedPaymentAvailable), e => e.AssistedPaymentAvailable, q => q.AssistedPaymentAvailable),
        (nameof(Quote.FiscalSubsidyFen), e => e.FiscalSubsidyFen, q => q.FiscalSubsidyFen),
        (nameof(Quote.FiscalSubsidyKind), e => e.FiscalSubsidyKind, q => q.FiscalSubsidyKind),
        (nameof(Quote.FiscalSubsidyBasis), e => e.FiscalSubsidyBasis, q => q.FiscalSubsidyBasis),
        (nameof(Quote.FundingTotalFen), e => e.FundingTotalFen, q => q.FundingTotalFen),
        (nameof(Quote.Waiting), e => e.Waiting, q => q.Waiting),
        (nameof(Quote.BenefitStart), e => e.BenefitStart, q => q.BenefitStart),
        (nameof(Quote.BenefitEnd), e => e.BenefitEnd, q => q.BenefitEnd),
        (nameof(Quote.Catastrophic), e => e.Catastrophic is not null, q => q.Catastrophic is not null),
        (nameof(CatastrophicCover.DeductibleFen), e => e.Catastrophic?.DeductibleFen, q => q.Catastrophic?.DeductibleFen),
        // Of the others an absent one means false or 0.
        (nameof(CatastrophicCover.UpliftPoints), e => e.Catastrophic?.UpliftPoints ?? 0, q => q.Catastrophic?.UpliftPoints ?? 0),
        (nameof(CatastrophicCover.NoCap), e => e.Catastrophic?.NoCap == true, q => q.Catastrophic?.NoCap == true),
        (nameof(CatastrophicCover.CapUpliftContinuous),
            e => e.Catastrophic?.CapUpliftContinuous == true, q => q.Catastrophic?.CapUpliftContinuous == true),
        (nameof(CatastrophicCover.UpliftSteps), e => e.Catastrophic?.UpliftSteps ?? 0, q => q.Catastrophic?.UpliftSteps ?? 0),
        (nameof(CatastrophicCover.CapUpliftZeroClaim),
            e => e.Catastrophic?.CapUpliftZeroClaim == true, q => q.Catastrophic?.CapUpliftZeroClaim == true),
    ];

    private static void CompareMatch(Expected expected, Quote quote, List<string> differences)
    {
        if (expected.NotCompared.Contains(nameof(Quote.MatchedIdentity))) return;
        var found = quote.MatchedIdentity;
        var match = expected.MatchedAnyOf.FirstOrDefault(m => m.Identity == found);
        if (match is null && (found is not null || expected.MatchedAnyOf.Count > 0))
        {
            differences.Add($"MatchedIdentity: expected {Show(string.Join(" or ", expected.MatchedAnyOf.Select(m => m.Identity)))}, got {Show(found)}");
            return;
        }
        var department = match?.Department;
        if (quote.RecognisedBy != department) differences.Add($"RecognisedBy: expected {Show(department)}, got {Show(quote.RecognisedBy)}");
    }

    private static void CompareLists(Expected expected, Quote quote, List<string> differences)
    {
        var fields = expected.MissingFields;
        if (fields.Except(quote.MissingFields).Any() || quote.MissingFields.Except(fields).Except(expected.MayBeMissing).Any())
            differences.Add($"MissingFields: expected [{string.Join(", ", fields)}], got [{quote.MissingFields}]");
        var unsaid = expected.Unspecified.Where(subject => !quote.Unspecified.Contains(subject)).ToArray();
        if (unsaid.Length > 0 && !expected.NotCompared.Contains(nameof(Quote.Unspecified)))
            differences.Add($"Unspecified: expected {string.Join(",", unsaid)} among [{quote.Unspecified}]");
        foreach (var (subject, value) in Values)
            if (quote.Unspecified.Contains(subject) && value(quote) is { } stated) differences.Add($"Unspecified: {subject}, but it is {Show(stated)}");
    }

    /// <summary>Who pays what repeats the amounts, and adds up.</summary>
    private static void CompareContributions(Quote quote, List<string> differences)
    {
        if (quote.FundingTotalFen is not { } total) return;
        var sum = quote.Contributions.Sum(c => c.AmountFen);
        if (total != sum) differences.Add($"Contributions: add up to {sum}, not to {total}");
        Compare(Contribution.Resident, quote.FeeFen);
        Compare(Contribution.FiscalSubsidy, quote.FiscalSubsidyFen);
        if (quote.AssistanceFund is { } fund) Compare(fund, quote.AssistanceFen);

        void Compare(string payer, long? amount)
        {
            var paid = quote.Contributions.Where(c => c.Payer == payer).Sum(c => c.AmountFen);
            if (paid != amount) differences.Add($"Contributions: {payer} pays {paid}, not {Show(amount)}");
        }
    }

    /// <summary>What is reported as not specified has no value.</summary>
    private static readonly (string Subject, Func<Quote, object?> Value)[] Values =
    [
        (Subjects.FeeYuan, q => q.FeeFen),
        (Subjects.AssistanceYuan, q => q.AssistanceFen),
        (Subjects.SpecialPaymentAvailable, q => q.AssistedPaymentAvailable),
        (Subjects.Waiting, q => q.Waiting),
        (Subjects.BenefitStart, q => q.BenefitStart),
        (Subjects.BenefitEnd, q => q.BenefitEnd),
        (Subjects.DeductibleYuan, q => q.Catastrophic?.DeductibleFen),
    ];

    private static string Show(IReadOnlyList<AddonPrice> addons) => addons.Count == 0 ? "" : string.Join(", ", addons.Select(a => $"{a.Code}={a.PriceFen}"));

    private static string Show(object? value) => value switch
    {
        null or "" => "absent",
        DateOnly day => WireDate.Format(day).ToString(CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
