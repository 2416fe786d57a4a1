using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// A case in which the interpreter answers otherwise than its oracle, and that is left out until it is decided: the properties named, or
/// the whole answer where none is.
/// </summary>
internal sealed record Dispute(Func<Profile, Situation, Expected, bool> Concerns, params string[] NotCompared)
{
    /// <summary>在集中参保缴费期外动态新增的困难对象，纳入下一年度参保缴费的资助范围: also of those who pay the full cost this year.</summary>
    public static readonly Dispute DeferralOfFullCost = new(
        (_, _, answer) => answer is { Status: QuoteStatus.OpenFullCost, AssistanceDeferredTo: not null }, nameof(Quote.AssistanceDeferredTo));

    /// <summary>当年新迁入户口: who moved in before last year is an ordinary late payer, with three months of waiting.</summary>
    public static readonly Dispute MovedInLongAgo = new(
        (profile, situation, answer) => profile.Circumstance == Circumstance.MovedIn && situation.EventDate?.Year < 2024
            && answer.Status == QuoteStatus.Undetermined, nameof(Quote.Waiting));

    /// <summary>The objective reason excuses those in difficulty; on the day of the payment this resident is not yet recognised as one.</summary>
    public static readonly Dispute ReasonBeforeRecognition = new(
        (profile, situation, answer) => profile.Circumstance == Circumstance.ObjectiveReason && profile.Identities.Count > 0
            && situation.IdentityRecognisedOn > situation.PaymentDate
            && (answer.Status == QuoteStatus.Undetermined || (answer.Status == QuoteStatus.Open && profile.GapYears > 0)));

    /// <summary>A day after the window is closed for the same reason, and leaves the same open, whoever asks.</summary>
    public static readonly Dispute LateElsewhere = new(
        (profile, _, answer) => profile.InsuredElsewhere && answer.Status == QuoteStatus.Closed, nameof(Quote.Unspecified));

    /// <summary>The notice has no rule for newborns.</summary>
    public static readonly Dispute LateNewborn = new(
        (_, _, answer) => answer.Unspecified.Contains(Subjects.NewbornRule), nameof(Quote.Unspecified));
}
