using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Mutations;

/// <summary>What a key may say, so that a corruption can say something else that is allowed.</summary>
internal static class Vocabulary
{
    /// <summary>The keys whose values are words, with every word that some reader understands there.</summary>
    public static readonly Dictionary<string, string[]> Words = new()
    {
        ["status"] = Of<QuoteStatus>(),
        ["answer"] = ["not_eligible", "undetermined", "already_paid", "granted", "none"],
        ["price"] = Of<Price>(),
        ["assistance"] = Of<AssistanceMode>(),
        ["continuity"] = Of<ContinuityMode>(),
        ["starts"] = Of<CoverStart>(),
        ["wait"] = ["none", "unspecified"],
        ["ends"] = ["unspecified"],
        ["kind"] = Of<SubsidyKind>(),
        ["basis"] = ["table_column_labelled_2024", "table_column_labelled_2023_text_says_2024", "at_least", "2024_figure_2025_not_stated"],
        ["full_cost"] = Of<FullCostAmount>(),
        ["take"] = Of<TakeRule>(),
        ["ties"] = Of<TieRule>(),
        ["rate_of"] = Of<RateBase>(),
        ["cap"] = ["individual_standard", "none"],
        ["counts"] = Of<RecognitionRule>(),
        ["rank"] = Of<GrantRank>(),
        ["steps_back_for"] = Of<StepsBackFor>(),
        ["birthday"] = Of<BirthdayRule>(),
        ["later_recognition"] = Of<LaterRecognition>(),
        ["assisted_payment"] = Of<AssistedPayment>(),
        ["first_gap_year"] = Of<FirstGapYear>(),
        ["counted_from"] = Of<WaitBase>(),
        ["with_window_wait"] = Of<TwoWaits>(),
        ["wait_past_cover"] = Of<WaitPastCover>(),
        ["other_circumstances"] = Of<OtherCircumstances>(),
        ["counted"] = Of<DayCount>(),
        ["decided_by"] = Of<TiltBasis>(),
        ["counting"] = Of<YearCounting>(),
        ["term"] = ["one_year", "two_years"],
        ["rule"] = ["unspecified"],
    };

    public static readonly string[] Amounts = ["amount", "price", "university_student"];

    public static readonly string[] Numbers =
        ["days", "years", "after_years", "fixed_wait_months", "months_per_gap_year", "uplift_points", "from", "to", "benefit_year"];

    public static readonly string[] Rates = ["50%", "60%", "70%", "75%", "80%", "90%", "100%"];

    /// <summary>
    /// What is written for people alone and what names a rule in explanations: no answer comes from it. The region is compared with
    /// the folder, see PolicyFolderTests; the digest of the notice with the notice, which the project does not hold.
    /// </summary>
    public static bool IsForPeople(Place place) => place.Pattern is "name" or "notice" or "region" or "revision"
        || place.Above().Any(p => p.Pattern is "name" or "notice") || place.Key is "id" or "name" or "question" or "reason" or "silent" or "zh" or "en"
        || place.Pattern.StartsWith("readings/#/section", StringComparison.Ordinal);

    private static string[] Of<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(SnakeCase.Of)];
}
