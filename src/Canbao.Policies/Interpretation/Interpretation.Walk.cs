using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>What is told of rules and candidates that decided nothing. Nothing here changes an answer.</summary>
internal sealed partial class Interpretation
{
    /// <summary>Who holds an identity is told of it also where no assistance was weighed at all.</summary>
    private void RecordIdleCandidates(QuoteStatus status)
    {
        if (status == QuoteStatus.Undetermined) walk?.LeaveWinnerOpen();
        if (walk is null || walk.Candidates.Count > 0 || profile.Identities.Count == 0) return;
        var why = status switch
        {
            QuoteStatus.Closed => CandidateOutcome.ClosedOnThisDay,
            QuoteStatus.NoPaymentRequired or QuoteStatus.AutoEnrolled => CandidateOutcome.NothingToPay,
            QuoteStatus.AlreadyPaid => CandidateOutcome.FeePaidAlready,
            QuoteStatus.NotEligible => CandidateOutcome.OutsideTheScheme,
            _ => CandidateOutcome.LeftOpen,
        };
        var standard = policy.StandardOf(profile.Tier)!;
        // What is only told must not count as a reading that the answer asked.
        var asked = Consulted;
        foreach (var c in Candidates(standard.FenFor(profile), dates.Payment))
            walk.Add(c.Outcome == CandidateOutcome.Won ? c with { Outcome = why } : c);
        Consulted = asked;
    }

    private void RecordOtherWindows(Window window)
    {
        if (walk is null) return;
        foreach (var other in policy.Windows)
            if (!ReferenceEquals(other, window))
                walk.Add("window", other.Terms.Rule, StepOutcome.PassedOver, $"缴费日不在{other.From:yyyy-MM-dd}至{other.To:yyyy-MM-dd}之内",
                    $"the payment date lies outside {other.From:yyyy-MM-dd} to {other.To:yyyy-MM-dd}");
    }

    /// <summary>Age, exclusion and last resort, each with the clause of the grant.</summary>
    private void RecordGrant(Candidate candidate)
    {
        if (candidate.Grant is not { } grant) return;
        var name = policy.Codes.Identity(candidate.Identity)!.Name;
        if (candidate.Outcome == CandidateOutcome.ExcludedByOtherIdentity)
            walk!.Add("assistance", grant.Rule, StepOutcome.PassedOver, $"{name.Zh}：因同时具有另一身份而不适用",
                $"{name.En}: not for holders of another identity");
        if (candidate.Outcome == CandidateOutcome.OtherFundPays)
            walk!.Add("assistance", grant.Rule, StepOutcome.PassedOver, $"{name.Zh}：已由其他资金资助，不再资助",
                $"{name.En}: another fund pays, so this one does not");
        if (grant.AgeAtLeast is { } age) RecordAge(grant, age, candidate.Outcome == CandidateOutcome.AgeNotReached);
    }

    private void RecordAge(Grant grant, AgeLimit age, bool notReached)
    {
        if (!dates.Birth.IsGiven)
            walk!.Add("assistance", grant.Rule, StepOutcome.NeedsField, $"未填出生日期，视为已满{age.Years}周岁",
                $"birth_date is not given: taken as {age.Years} years or older");
        else if (notReached)
            walk!.Add("assistance", grant.Rule, StepOutcome.PassedOver, $"缴费时未满{age.Years}周岁", $"younger than {age.Years} years on the payment date");
        else walk!.Add("assistance", grant.Rule, StepOutcome.Applied, $"缴费时已满{age.Years}周岁", $"{age.Years} years or older on the payment date");
    }

    private void RecordTimelyRecognition()
    {
        var given = dates.Recognised.IsGiven;
        walk!.Add("recognition", policy.Assistance.Recognition.Rule, StepOutcome.PassedOver, given ? "认定日不晚于缴费日" : "未填认定日期，视为及时认定",
            given ? "recognised by the payment date" : "identity_recognised_on is not given: taken as in time");
    }

    private Cover Spared(Cover own, Continuity continuity, string zh, string en)
    {
        walk?.Add("continuity", continuity.Rule, StepOutcome.PassedOver, zh, en);
        return own;
    }

    private Cover WithoutContinuity(Cover own)
    {
        if (profile.GapYears > 0) walk?.Add("continuity", null, StepOutcome.Silent, "断保的等待期未写明", "a wait for broken cover is not stated");
        return own;
    }
}
