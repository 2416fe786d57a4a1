namespace Canbao.Policies.Interpretation;

/// <summary>Why a candidate won or lost, in words.</summary>
public static class CandidateText
{
    public static string Zh(CandidateOutcome outcome) => outcome switch
    {
        CandidateOutcome.Won => "按此身份资助",
        CandidateOutcome.LowerAmount => "另一身份的资助更高",
        CandidateOutcome.EqualAmount => "与所取身份数额相同",
        CandidateOutcome.NotNamed => "通知未提及该身份",
        CandidateOutcome.NamedWithoutMoney => "通知提及但不给资助",
        CandidateOutcome.NamedForMobilisation => "通知只列为动员对象，不给资助",
        CandidateOutcome.NoFigureForTier => "通知未写明该档次的数额",
        CandidateOutcome.NotYetRecognised => "缴费时尚未认定",
        CandidateOutcome.DeferredToNextYear => "在集中缴费期外认定，纳入下一年度",
        CandidateOutcome.ExcludedByOtherIdentity => "因同时具有另一身份而被排除",
        CandidateOutcome.AgeNotReached => "缴费时未达到年龄",
        CandidateOutcome.OtherFundPays => "已由其他资金资助",
        CandidateOutcome.NoAssistanceOnThisDay => "此期间缴费不给予资助",
        CandidateOutcome.Barred => "因其他情形不再资助",
        CandidateOutcome.ClosedOnThisDay => "当日不能缴费，无从资助",
        CandidateOutcome.NothingToPay => "无需缴费，无从资助",
        CandidateOutcome.FeePaidAlready => "已按个人缴费标准缴费，不再资助",
        CandidateOutcome.OutsideTheScheme => "不属于参保范围",
        _ => "通知未写明",
    };

    public static string En(CandidateOutcome outcome) => outcome switch
    {
        CandidateOutcome.Won => "this identity counts",
        CandidateOutcome.LowerAmount => "another identity brings more",
        CandidateOutcome.EqualAmount => "brings as much as the one that counts",
        CandidateOutcome.NotNamed => "the notice does not name it",
        CandidateOutcome.NamedWithoutMoney => "named, but given no money",
        CandidateOutcome.NamedForMobilisation => "named as a target of mobilisation, without money",
        CandidateOutcome.NoFigureForTier => "the notice gives no figure for this tier",
        CandidateOutcome.NotYetRecognised => "not yet recognised on the payment date",
        CandidateOutcome.DeferredToNextYear => "recognised outside the collection window: counts for the next year",
        CandidateOutcome.ExcludedByOtherIdentity => "excluded by another identity that is held",
        CandidateOutcome.AgeNotReached => "the age is not reached on the payment date",
        CandidateOutcome.OtherFundPays => "another fund pays already",
        CandidateOutcome.NoAssistanceOnThisDay => "no assistance for payments on this day",
        CandidateOutcome.Barred => "assistance is barred for another reason",
        CandidateOutcome.ClosedOnThisDay => "no payment on this day that could be assisted",
        CandidateOutcome.NothingToPay => "nothing is to be paid that could be assisted",
        CandidateOutcome.FeePaidAlready => "the ordinary fee has been paid and is not assisted any more",
        CandidateOutcome.OutsideTheScheme => "the resident is outside the scheme",
        _ => "the notice does not settle it",
    };
}
