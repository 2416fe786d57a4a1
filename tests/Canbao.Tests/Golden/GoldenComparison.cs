using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Canbao.V1;

namespace Canbao.Tests.Golden;

/// <summary>Compares an answer with what a worked case expects: only the keys that it states; a null means absent, never 0.</summary>
public static partial class GoldenComparison
{
    /// <summary>One line per difference.</summary>
    public static IEnumerable<string> Differences(GoldenCase golden, Quote quote)
    {
        foreach (var expected in golden.Expect.EnumerateObject())
            if (Difference(expected, quote) is { } difference) yield return $"{golden.Id} {expected.Name}: {difference}";
    }

    private static string? Difference(JsonProperty expected, Quote quote)
    {
        if (expected.Name == "warning") return quote.Warnings.Count > 0 ? null : "expected a warning";
        if (expected.Name == "unspecified")
        {
            var missing = expected.Value.EnumerateArray().Select(e => e.GetString()!).Except(quote.Unspecified).ToArray();
            return missing.Length == 0 ? null : $"expected {string.Join(",", missing)} among [{string.Join(",", quote.Unspecified)}]";
        }
        if (expected.Name == "matched_identity_any_of")
            return expected.Value.EnumerateArray().Any(e => e.GetString() == quote.MatchedIdentity) ? null : $"got {quote.MatchedIdentity}";
        var wanted = Canonical(expected.Value);
        var got = Actual(expected.Name, quote);
        return wanted == got ? null : $"expected {wanted}, got {got}";
    }

    private static string Canonical(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "absent",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.GetString()!.Replace("-", "", StringComparison.Ordinal),
    };

    private static string Actual(string key, Quote q) => key switch
    {
        "status" => q.Status == QuoteStatus.Undetermined ? "refer" : WordStart().Replace(q.Status.ToString(), "_$0").ToLowerInvariant(),
        "fee_yuan" => Yuan(q.HasFeeFen, q.FeeFen),
        "assistance_yuan" => Yuan(q.HasAssistanceFen, q.AssistanceFen),
        "fiscal_subsidy_yuan" => Yuan(q.HasFiscalSubsidyFen, q.FiscalSubsidyFen),
        "addon_total_yuan" => Yuan(q.HasAddonTotalFen, q.AddonTotalFen),
        "total_yuan" => Yuan(q.HasPayableFen, q.PayableFen),
        "deductible_yuan" => Yuan(q.Catastrophic?.HasDeductibleFen ?? false, q.Catastrophic?.DeductibleFen ?? 0),
        "assistance_source" => Text(q.HasAssistanceFund, q.AssistanceFund),
        "matched_identity" => Text(q.HasMatchedIdentity, q.MatchedIdentity),
        "confirming_department" => Text(q.HasRecognisedBy, q.RecognisedBy),
        "fiscal_subsidy_basis" => Text(q.HasFiscalSubsidyBasis, q.FiscalSubsidyBasis),
        "addon_term" => Text(q.HasAddonTerm, q.AddonTerm),
        "special_payment_available" => q.HasAssistedPaymentAvailable ? Flag(q.AssistedPaymentAvailable) : "absent",
        "assistance_deferred_to" => Number(q.HasAssistanceDeferredTo, q.AssistanceDeferredTo),
        "benefit_start" => Number(q.HasBenefitStart, q.BenefitStart),
        "benefit_end" => Number(q.HasBenefitEnd, q.BenefitEnd),
        "waiting_days" => Number(q.WaitingCase == Quote.WaitingOneofCase.WaitingDays, q.WaitingDays),
        "waiting_months" => Number(q.WaitingCase == Quote.WaitingOneofCase.WaitingMonths, q.WaitingMonths),
        "waiting_rule" => q.WaitingCase == Quote.WaitingOneofCase.WaitingRule ? "next_month_first_day" : "absent",
        "reimbursement_uplift_pp" => Number(true, q.Catastrophic?.ReimbursementUpliftPoints ?? 0),
        "uplift_steps" => Number(true, q.Catastrophic?.UpliftSteps ?? 0),
        "no_cap" => Flag(q.Catastrophic?.NoCap ?? false),
        "catastrophic_cap_uplift_continuous" => Flag(q.Catastrophic?.CapUpliftContinuous ?? false),
        "catastrophic_cap_uplift_zero_claim" => Flag(q.Catastrophic?.CapUpliftZeroClaim ?? false),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "the comparison does not know this key"),
    };

    private static string Yuan(bool present, long fen) => present ? (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture) : "absent";

    private static string Text(bool present, string value) => present ? value : "absent";

    private static string Number(bool present, uint value) => present ? value.ToString(CultureInfo.InvariantCulture) : "absent";

    private static string Flag(bool value) => value ? "true" : "false";

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
