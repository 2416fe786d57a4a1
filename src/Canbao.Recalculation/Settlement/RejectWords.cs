using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Recalculation.Settlement;

/// <summary>What each of <see cref="RejectCodes"/> means, for people.</summary>
internal static class RejectWords
{
    private static readonly Dictionary<string, Name> Words = new()
    {
        [RejectCodes.PolicyMissing] = new("没有指明政策", "no policy is named"),
        [RejectCodes.RegionMissing] = new("缺少行政区划代码", "the region is missing"),
        [RejectCodes.RegionMalformed] = new("行政区划代码格式不对", "the region is no code"),
        [RejectCodes.RegionWithoutPolicy] = new("该地区没有政策", "there is no policy for the region"),
        [RejectCodes.YearMissing] = new("缺少参保年度", "the benefit year is missing"),
        [RejectCodes.YearWithoutPolicy] = new("该地区没有这一年度的政策", "the region has no policy for the year"),
        [RejectCodes.RevisionUnknown] = new("没有这一修订版", "there is no such revision"),
        [RejectCodes.ProfileMissing] = new("缺少参保情形", "the profile is missing"),
        [RejectCodes.ProfileTooLarge] = new("参保情形过长", "the profile is too large"),
        [RejectCodes.TierMissing] = new("缺少缴费档次", "the tier is missing"),
        [RejectCodes.TierUnknown] = new("政策没有这一缴费档次", "the policy has no such tier"),
        [RejectCodes.IdentityUnknown] = new("人员类别代码不存在", "there is no such identity code"),
        [RejectCodes.IdentityTwice] = new("人员类别重复", "an identity is given twice"),
        [RejectCodes.TooManyIdentities] = new("人员类别过多", "too many identities"),
        [RejectCodes.CircumstanceUnknown] = new("特殊情形不存在", "there is no such circumstance"),
        [RejectCodes.YearsOutOfRange] = new("年数超出范围", "a number of years is out of range"),
        [RejectCodes.YearsContradict] = new("断保年数与连续参保年数矛盾", "gap years and continuous years contradict each other"),
        [RejectCodes.AddonMalformed] = new("附加产品代码格式不对", "an add-on is no code"),
        [RejectCodes.AddonTwice] = new("附加产品重复", "an add-on is given twice"),
        [RejectCodes.AddonsExclusive] = new("附加产品不能同时选择", "add-ons exclude each other"),
        [RejectCodes.TooManyAddons] = new("附加产品过多", "too many add-ons"),
        [RejectCodes.DateMissing] = new("缺少日期", "a date is missing"),
        [RejectCodes.DateMalformed] = new("不是日期", "it is no date"),
        [RejectCodes.DateAfterPayment] = new("日期晚于缴费日期", "a date is after the payment"),
        [RejectCodes.DateAfterCollection] = new("日期晚于缴费年度", "a date is after the collection year"),
        [RejectCodes.DateLeavesTheYears] = new("平移年度后日期超出范围", "a date leaves the years that are allowed when it is moved"),
        [RejectCodes.ValueUnreadable] = new("内容无法识别", "the value cannot be read"),
        [RejectCodes.TextDamaged] = new("文字编码损坏", "the text is damaged or in another encoding"),
        [RejectCodes.IdMalformed] = new("编号过长或含控制字符", "the id is too long or has control characters"),
        [RejectCodes.RowNotCsv] = new("不是CSV行", "the row is not CSV"),
        [RejectCodes.RowHasOtherFields] = new("列数与表头不一致", "the row has more or fewer fields than the header"),
        [RejectCodes.RowTooLong] = new("行过长", "the row is too long"),
        [RejectCodes.IdNotKept] = new("结果表的编号列不能原样保存该编号", "the table for the answers would not give the id back as it is"),
        [RejectCodes.BatchHasBothForms] = new("批次同时有两种形式", "the batch has rows and columns"),
        [RejectCodes.BatchTooLarge] = new("批次过大", "the batch is too large"),
        [RejectCodes.BatchRagged] = new("批次各列不一致", "the columns of the batch do not fit together"),
        [RejectCodes.ReplyTooLarge] = new("答复过大", "the reply would be too large"),
    };

    public static Name Of(string code) => Words[code];
}
