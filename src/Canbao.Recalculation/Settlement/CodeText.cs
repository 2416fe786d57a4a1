using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Chinese words beside the codes that a quote names.</summary>
internal static class CodeText
{
    private static readonly Dictionary<string, string> Words = new()
    {
        [Subjects.FeeYuan] = "个人应缴数额",
        [Subjects.AssistanceYuan] = "资助数额",
        [Subjects.AssistanceFund] = "资助的资金来源",
        [Subjects.SpecialPaymentAvailable] = "能否再办特殊缴费",
        [Subjects.IdentityChangeAfterPayment] = "缴费后身份变化的处理",
        [Subjects.LatePaymentRule] = "逾期缴费办法",
        [Subjects.NewbornRule] = "新生儿办法",
        [Subjects.Waiting] = "待遇等待期",
        [Subjects.ExtraWaitPerGapYear] = "断保每年增加的等待期",
        [Subjects.BenefitStart] = "待遇起始日",
        [Subjects.BenefitEnd] = "待遇截止日",
        [Subjects.DeductibleYuan] = "大病保险起付线",
        [Subjects.UpliftAmount] = "最高支付限额提高的数额",
        [Subjects.Addons] = "附加产品",
        [Subjects.AddonPrice] = "附加产品价格",
        ["birth_date"] = "出生日期",
        ["event_date"] = "情形发生日期",
        ["independent_enrolment"] = "是否独立参保",
        ["guardian_paid"] = "监护人是否已缴费",
    };

    /// <summary>The words and the code.</summary>
    public static string Of(string code) => Words.TryGetValue(code, out var words) ? $"{words} {code}" : code;

    public static string Zh(Circumstance circumstance) => circumstance switch
    {
        Circumstance.Newborn => "新生儿",
        Circumstance.EmployeeInsuranceLapse => "职工医保断保",
        Circumstance.ObjectiveReason => "客观原因未参保",
        Circumstance.MovedIn => "新迁入户口",
        Circumstance.Demobilised => "复转军人",
        Circumstance.ReleasedPrisoner => "刑满释放",
        Circumstance.WelfareInstitutionChild => "儿童福利机构接收",
        _ => "",
    };
}
