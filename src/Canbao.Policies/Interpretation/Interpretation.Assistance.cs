using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>Assistance: every candidate identity, and which of them counts.</summary>
internal sealed partial class Interpretation
{
    /// <summary>
    /// What came of the assistance. Open: the notice does not settle it; it then lies between the lowest and, if that is known,
    /// the highest amount.
    /// </summary>
    private readonly record struct AssistanceResult(long AmountFen, Grant? Grant, string? Identity)
    {
        public bool IsOpen { get; init; }

        public long LowestFen { get; init; }

        public long HighestFen { get; init; }

        public bool HighestIsKnown { get; init; }

        public int? DeferredTo { get; init; }

        public string? Fund => AmountFen > 0 ? Grant?.Fund : null;

        public string? Department => AmountFen > 0 ? Grant?.RecognisedBy : null;
    }

    private AssistanceResult AssistanceUnder(Terms terms, long standard)
    {
        if (ReferenceEquals(compared?._assistedTerms, terms) && Shared(compared._assistance) is { } known) return known.Value;
        var begun = Begin();
        var result = FindAssistance(terms, standard);
        (_assistance, _assistedTerms) = (End(begun, result), terms);
        return result;
    }

    private AssistanceResult FindAssistance(Terms terms, long standard)
    {
        if (profile.Identities.Count == 0)
        {
            walk?.Add("assistance", null, StepOutcome.PassedOver, "没有资助身份", "no identity is held");
            return default;
        }
        var candidates = Candidates(standard, payment: dates.Payment);
        var none = new AssistanceResult(0, null, null) { DeferredTo = DeferredTo(candidates) };
        if (terms.Assistance is not null && Choose(terms.Assistance) != AssistanceMode.Granted)
        {
            Withhold(candidates, CandidateOutcome.NoAssistanceOnThisDay, terms.Rule, "此期间缴费不给予资助", "no assistance for payments on this day");
            return none;
        }
        LeaveLaterRecognitionOpen(candidates);
        if (!candidates.Exists(BringsMoney) || Bar() is not { } bar) return Combine(candidates, standard);
        var answer = Choose(bar.Answer);
        if (answer != BarAnswer.None) RecordBar(bar, answer);
        if (answer == BarAnswer.Granted) return Combine(candidates, standard);
        if (answer == BarAnswer.Undetermined) return OpenBetweenNoneAnd(Combine(candidates, standard, settled: false));
        Withhold(candidates, CandidateOutcome.Barred, bar.Rule, "按此条不再资助", "no assistance under this clause");
        return none;
    }

    private static bool BringsMoney(Candidate candidate) => candidate is { Outcome: CandidateOutcome.Won, AmountFen: > 0 }
        || candidate.Outcome == CandidateOutcome.NoFigureForTier;

    private void Withhold(List<Candidate> candidates, CandidateOutcome why, Rule rule, string zh, string en)
    {
        foreach (var c in candidates) walk?.Add(c.Outcome == CandidateOutcome.Won ? c with { Outcome = why } : c);
        walk?.Add("assistance", rule, StepOutcome.Applied, zh, en);
    }

    /// <summary>The first bar whose conditions hold.</summary>
    private AssistanceBar? Bar()
    {
        foreach (var bar in policy.Assistance.Bars)
        {
            if (!Holds(bar.When, dates.Payment, null))
            {
                walk?.Add("assistance", bar.Rule, StepOutcome.PassedOver, "不属于该情形", "not the case");
                continue;
            }
            RestOn(bar.Rule);
            return bar;
        }
        return null;
    }

    private void RecordBar(AssistanceBar bar, BarAnswer answer) =>
        walk?.Add("assistance", bar.Rule, AppliedOrSilent(bar.Rule),
            bar.Rule.Silent ?? "按此条处理资助", answer == BarAnswer.Granted ? "assistance is granted" : "the notice does not settle the assistance");

    /// <summary>Who is recognised after the payment pays in full now; whether a difference is paid back later may be open.</summary>
    private void LeaveLaterRecognitionOpen(List<Candidate> candidates)
    {
        if (!candidates.Exists(c => c is { Outcome: CandidateOutcome.NotYetRecognised, AmountFen: > 0 })) return;
        if (policy.Assistance.Recognition.Rule.Silent is not null || Choose(policy.AlreadyPaid.LaterRecognition) == LaterRecognition.Unspecified)
            LeaveOpen(Subjects.IdentityChangeAfterPayment);
    }

    /// <summary>After paying: what would be assistance if the notice paid back for a later recognition.</summary>
    private AssistanceResult LaterAssistance(long standard)
    {
        if (profile.Identities.Count == 0) return default;
        if (DeferredTo(Candidates(standard, DateOnly.MaxValue)) is { } year)
        {
            walk?.Add("recognition", policy.Assistance.Recognition.Deferral, StepOutcome.Applied, "纳入下一年度资助", "deferred to the next benefit year");
            return new AssistanceResult(0, null, null) { DeferredTo = year };
        }
        if (!CouldBeAssisted(standard)) return default;
        if (Bar() is { } bar && Choose(bar.Answer) == BarAnswer.None) return default;
        switch (Choose(policy.AlreadyPaid.LaterRecognition))
        {
            case LaterRecognition.Refund:
                return Combine(Candidates(standard, DateOnly.MaxValue), standard);
            case LaterRecognition.Unspecified:
                LeaveOpen(Subjects.IdentityChangeAfterPayment);
                walk?.Add("already_paid", policy.AlreadyPaid.Rule, StepOutcome.Silent, "缴费后才认定的，是否退还差额通知未写明",
                    "whether a difference is paid back is not stated");
                return default;
            default:
                return default;
        }
    }

    /// <summary>Whether an identity would bring money, whenever it was recognised.</summary>
    private bool CouldBeAssisted(long standard) =>
        profile.Identities.Count > 0 && Candidates(standard, DateOnly.MaxValue).Exists(c => c.Outcome == CandidateOutcome.Won && c.AmountFen > 0);

    private bool? AssistedPaymentAfterPaying(long standard)
    {
        if (policy.AlreadyPaid.AssistedPayment == AssistedPayment.NotOffered) return null;
        if (!CouldBeAssisted(standard)) return null;
        if (policy.AlreadyPaid.AssistedPayment == AssistedPayment.BarredByPaying) return false;
        LeaveOpen(Subjects.SpecialPaymentAvailable);
        return null;
    }

    /// <summary>All held identities in the order of the document; those that could count have the outcome Won for now.</summary>
    private List<Candidate> Candidates(long standard, Day payment)
    {
        var candidates = new List<Candidate>(_held.Length);
        var table = policy.IdentityTable;
        // The order in which a caller names identities decides nothing.
        foreach (var place in _held)
            candidates.Add(table.GrantAt(place) is { } grant ? CandidateOf(table.CodeAt(place), grant, standard, payment)
                : new(table.CodeAt(place), null, 0, CandidateOutcome.NotNamed));
        return candidates;
    }

    private Candidate CandidateOf(string identity, Grant grant, long standard, Day payment)
    {
        var amount = AmountOf(grant, standard);
        var outcome = CandidateOutcome.Won;
        if (HoldsAny(grant.ExceptHoldersOf)) outcome = CandidateOutcome.ExcludedByOtherIdentity;
        else if (IsDeferred()) outcome = CandidateOutcome.DeferredToNextYear;
        else if (dates.Recognised > payment) outcome = CandidateOutcome.NotYetRecognised;
        else if (grant.AgeAtLeast is { } age && dates.Birth.IsGiven && !HasReached(age)) outcome = CandidateOutcome.AgeNotReached;
        else if (amount is null) outcome = CandidateOutcome.NoFigureForTier;
        else if (amount == 0) outcome = grant.MobilisationOnly ? CandidateOutcome.NamedForMobilisation : CandidateOutcome.NamedWithoutMoney;
        return new Candidate(identity, grant, amount, outcome);
    }

    /// <summary>The amount after the cap; null if the notice gives no figure for the tier.</summary>
    private long? AmountOf(Grant grant, long standard)
    {
        if (CellOf(grant) is not { AmountFen: { } fen } cell) return null;
        var ofOwnTier = cell.RateOf == cell.Tier && policy.StandardOf(cell.Tier)!.AmountFen != standard;
        var ownRate = ofOwnTier ? cell.RatePercent ?? 0 : 0;
        if (ownRate != 0 && Choose(policy.Assistance.Combination.RateOf) == RateBase.OwnStandard) fen = standard * ownRate / 100;
        return Math.Min(fen, standard);
    }

    private GrantAmount? CellOf(Grant grant)
    {
        foreach (var cell in grant.Amounts)
            if (cell.Tier == profile.Tier) return cell;
        return null;
    }

    /// <summary>What an answer rests on that this grant decides, or leaves open.</summary>
    private void RestOn(Grant grant)
    {
        RestOn(grant.Rule);
        RestOn(CellOf(grant)?.Reading);
    }

    /// <summary>The next benefit year, if an identity that brings money was recognised too late for this one.</summary>
    private int? DeferredTo(List<Candidate> candidates) =>
        candidates.Exists(c => c is { Outcome: CandidateOutcome.DeferredToNextYear, AmountFen: > 0 }) ? policy.BenefitYear + 1 : null;

    private bool IsDeferred() =>
        policy.Assistance.Recognition.Counts == RecognitionRule.RecognisedInCollectionWindow
        && dates.Recognised > policy.CollectionWindow.To;

    private bool HasReached(AgeLimit age)
    {
        var birthday = dates.Birth.AddYears(age.Years);
        // One question where one is enough: each of them divides the births.
        if (age.Birthday.Reading is null) return age.Birthday.Value == BirthdayRule.Included ? birthday <= dates.Payment : birthday < dates.Payment;
        return birthday < dates.Payment || (birthday <= dates.Payment && Choose(age.Birthday) == BirthdayRule.Included);
    }

    /// <summary>Which candidate counts: last-resort funds step back, the highest amount wins, a tie is broken by the document.</summary>
    private AssistanceResult Combine(List<Candidate> candidates, long standard, bool settled = true)
    {
        StepBack(candidates);
        var winner = Winner(candidates);
        var best = winner < 0 ? 0 : candidates[winner].AmountFen!.Value;
        var noFigure = best < standard && candidates.Exists(c => c.Outcome == CandidateOutcome.NoFigureForTier);
        // Identities that one clause names together do not compete.
        var several = winner >= 0
            && candidates.Exists(c => c.Outcome == CandidateOutcome.Won && !ReferenceEquals(c.Grant, candidates[winner].Grant))
            && Choose(policy.Assistance.Combination.Take) == TakeRule.Unspecified;
        Record(candidates, winner, open: noFigure || several, settled);
        var result = new AssistanceResult(best, winner < 0 ? null : candidates[winner].Grant, winner < 0 ? null : candidates[winner].Identity)
        {
            DeferredTo = DeferredTo(candidates),
            LowestFen = several ? 0 : best,
            HighestFen = best,
            HighestIsKnown = !noFigure,
            IsOpen = noFigure || several,
        };
        if (winner >= 0) RestOn(candidates[winner].Grant!);
        if (noFigure) foreach (var c in candidates.Where(c => c.Outcome == CandidateOutcome.NoFigureForTier)) RestOn(c.Grant!);
        if (result.IsOpen) LeaveAssistanceOpen();
        else if (best > 0 && policy.Codes.Fund(result.Fund!) is { Named: false })
        {
            LeaveOpen(Subjects.AssistanceFund);
            walk?.Add("assistance", result.Grant!.Rule, StepOutcome.Silent, "资助的资金来源未写明", "the fund that pays the assistance is not named");
        }
        return result;
    }

    /// <summary>A last-resort fund pays only for who receives nothing from another fund.</summary>
    private void StepBack(List<Candidate> candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var candidate = candidates[i];
            if (candidate.Outcome != CandidateOutcome.Won || candidate.Grant!.Rank is { Reading: null, Value: GrantRank.Ordinary }) continue;
            if (HasOtherFund(candidates, candidate.Grant) && Choose(candidate.Grant.Rank) == GrantRank.LastResort)
                candidates[i] = candidate with { Outcome = CandidateOutcome.OtherFundPays };
        }
    }

    /// <summary>Whether another fund assists the resident already; or, under the other reading, only lists the resident with zero.</summary>
    private bool HasOtherFund(List<Candidate> candidates, Grant grant)
    {
        if (candidates.Exists(c => c.Outcome == CandidateOutcome.Won && c.Grant!.Fund != grant.Fund)) return true;
        return candidates.Exists(c => c.Outcome == CandidateOutcome.NamedWithoutMoney && c.Grant!.Fund != grant.Fund)
            && Choose(grant.StepsBackFor) == StepsBackFor.ListedForOtherFund;
    }

    private int Winner(List<Candidate> candidates)
    {
        var winner = -1;
        var tie = false;
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Outcome != CandidateOutcome.Won) continue;
            if (winner < 0 || candidates[i].AmountFen > candidates[winner].AmountFen) (winner, tie) = (i, false);
            else tie |= candidates[i].AmountFen == candidates[winner].AmountFen;
        }
        if (!tie || Choose(policy.Assistance.Combination.Ties) == TieRule.FirstInDocument) return winner;
        return candidates.FindLastIndex(c => c.Outcome == CandidateOutcome.Won && c.AmountFen == candidates[winner].AmountFen);
    }

    /// <summary>What is not settled for another reason has been told with that reason: nobody is named as assisted.</summary>
    private void Record(List<Candidate> candidates, int winner, bool open, bool settled)
    {
        if (walk is null) return;
        for (var i = 0; i < candidates.Count; i++)
        {
            var c = candidates[i];
            if (c.Outcome == CandidateOutcome.Won && open) c = c with { Outcome = CandidateOutcome.LeftOpen };
            else if (c.Outcome == CandidateOutcome.Won && i != winner)
                c = c with { Outcome = c.AmountFen == candidates[winner].AmountFen ? CandidateOutcome.EqualAmount : CandidateOutcome.LowerAmount };
            walk.Add(c);
        }
        RecordRules(candidates);
        if (open)
        {
            var unsettled = candidates.Find(c => c.Outcome == CandidateOutcome.NoFigureForTier)?.Grant?.Rule ?? policy.Assistance.Combination.Rule;
            walk.Add("assistance", unsettled, StepOutcome.Silent, "资助数额通知未写明", "the notice does not settle the assistance");
        }
        else if (winner < 0) walk.Add("assistance", null, StepOutcome.Applied, "没有可享受的资助", "no assistance");
        else if (settled) RecordWinner(candidates[winner]);
    }

    private void RecordWinner(Candidate winner)
    {
        var name = policy.Codes.Identity(winner.Identity)!.Name;
        var yuan = Yuan.Format(winner.AmountFen!.Value);
        walk!.Add("assistance", winner.Grant!.Rule, StepOutcome.Applied, $"按{name.Zh}资助{yuan}元", $"assisted as {name.En}: {yuan} yuan");
    }

    /// <summary>The clauses that decide between identities, or against one that was recognised too late.</summary>
    private void RecordRules(List<Candidate> candidates)
    {
        var rules = policy.Assistance;
        foreach (var candidate in candidates) RecordGrant(candidate);
        if (candidates.Count(c => c.Outcome is CandidateOutcome.Won) > 1)
            walk!.Add("combination", rules.Combination.Rule, AppliedOrSilent(rules.Combination.Rule), "同时具备几种身份，取数额最高的一种",
                "several identities: the highest amount counts");
        if (candidates.Exists(c => c.Outcome == CandidateOutcome.NotYetRecognised))
            walk!.Add("recognition", rules.Recognition.Rule, AppliedOrSilent(rules.Recognition.Rule), "缴费后才认定的身份不计",
                "an identity recognised after the payment does not count");
        else if (!(dates.Recognised > dates.Payment || candidates.Exists(c => c.Outcome == CandidateOutcome.DeferredToNextYear)))
            RecordTimelyRecognition();
        if (candidates.Exists(c => c.Outcome == CandidateOutcome.DeferredToNextYear))
            walk!.Add("recognition", rules.Recognition.Deferral, StepOutcome.Applied, "纳入下一年度资助", "deferred to the next benefit year");
    }

    private static StepOutcome AppliedOrSilent(Rule rule) => rule.Silent is null ? StepOutcome.Applied : StepOutcome.Silent;

    private AssistanceResult OpenBetweenNoneAnd(AssistanceResult result)
    {
        LeaveAssistanceOpen();
        return result with { IsOpen = true, LowestFen = 0 };
    }

    private void LeaveAssistanceOpen()
    {
        LeaveOpen(Subjects.AssistanceYuan);
        LeaveOpen(Subjects.FeeYuan);
    }
}
