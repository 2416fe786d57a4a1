using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Answers that the notice does not settle: no fee and no assistance; what else such a quote tells is left to it.</summary>
internal static class FengduUndetermined
{
    private const string BirthDate = "birth_date", Choice = "independent_enrolment", Guardian = "guardian_paid";

    public static Expected Silent() => Missing();

    public static Expected WithoutBirthDate(Profile profile)
    {
        if (profile.IndependentEnrolment is null) return MaybeGuardian(Missing(BirthDate, Choice));
        return profile.IndependentEnrolment == false ? MaybeGuardian(Missing(BirthDate)) : Missing(BirthDate);
    }

    public static Expected WithoutChoice() => MaybeGuardian(Missing(Choice));

    public static Expected WithoutGuardian() => Missing(Guardian);

    /// <summary>Section 5 (3) states the amount for tier 2 only.</summary>
    public static Expected AmountMissing(int feeAtMost, bool assistedThere)
    {
        var answer = AmountsOpen() with { FeeAtMostFen = feeAtMost * 100L };
        return assistedThere ? Of(answer, nameof(Quote.FeeAtMostFen)) : Of(answer);
    }

    public static Expected AssistedThere() => Of(AmountsOpen(), nameof(Quote.FeeAtMostFen));

    private static Expected Missing(params string[] fields) =>
        Of(new Expected { Status = QuoteStatus.Undetermined, MissingFields = fields }, nameof(Quote.FeeAtMostFen));

    /// <summary>The guardian matters only to those who do not enrol on their own.</summary>
    private static Expected MaybeGuardian(Expected answer) => answer with { MayBeMissing = [Guardian] };

    private static Expected AmountsOpen() =>
        new() { Status = QuoteStatus.Undetermined, IsPayable = true, Unspecified = [Subjects.FeeYuan, Subjects.AssistanceYuan] };

    private static Expected Of(Expected answer, params string[] open) => answer with { NotCompared = [.. Unsettled.LeftOpen, .. open] };
}
