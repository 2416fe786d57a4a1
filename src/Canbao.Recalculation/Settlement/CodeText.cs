using Canbao.Documents.Residents;
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
    };

    /// <summary>The words and the code, which may be the name of a resident's field.</summary>
    public static string Of(string code) => (Words.GetValueOrDefault(code) ?? ResidentFields.Find(code)?.Question) is { } words ? $"{words} {code}" : code;
}
