using Canbao.Policies.Model;

namespace Canbao.Policies;

/// <summary>
/// Why a row, a batch or an argument is refused: every code that there is, in the form of google.rpc.BadRequest.FieldViolation.reason. A code
/// says what kind of mistake it is and never changes its meaning; the sentence beside it names the value and what is allowed.
/// </summary>
public static class RejectCodes
{
    public const string
        PolicyMissing = "POLICY_MISSING",
        RegionMissing = "REGION_MISSING",
        RegionMalformed = "REGION_MALFORMED",
        RegionWithoutPolicy = "REGION_WITHOUT_POLICY",
        YearMissing = "YEAR_MISSING",
        YearWithoutPolicy = "YEAR_WITHOUT_POLICY",
        RevisionUnknown = "REVISION_UNKNOWN",
        ProfileMissing = "PROFILE_MISSING",
        ProfileTooLarge = "PROFILE_TOO_LARGE",
        TierMissing = "TIER_MISSING",
        TierUnknown = "TIER_UNKNOWN",
        IdentityUnknown = "IDENTITY_UNKNOWN",
        IdentityTwice = "IDENTITY_TWICE",
        TooManyIdentities = "TOO_MANY_IDENTITIES",
        CircumstanceUnknown = "CIRCUMSTANCE_UNKNOWN",
        YearsOutOfRange = "YEARS_OUT_OF_RANGE",
        YearsContradict = "YEARS_CONTRADICT",
        AddonMalformed = "ADDON_MALFORMED",
        AddonTwice = "ADDON_TWICE",
        AddonsExclusive = "ADDONS_EXCLUSIVE",
        TooManyAddons = "TOO_MANY_ADDONS",
        DateMissing = "DATE_MISSING",
        DateMalformed = "DATE_MALFORMED",
        DateAfterPayment = "DATE_AFTER_PAYMENT",
        DateAfterCollection = "DATE_AFTER_COLLECTION",
        DateLeavesTheYears = "DATE_LEAVES_THE_YEARS",
        ValueUnreadable = "VALUE_UNREADABLE",
        TextDamaged = "TEXT_DAMAGED",
        IdMalformed = "ID_MALFORMED",
        RowNotCsv = "ROW_NOT_CSV",
        RowHasOtherFields = "ROW_HAS_OTHER_FIELDS",
        BatchHasBothForms = "BATCH_HAS_BOTH_FORMS",
        BatchTooLarge = "BATCH_TOO_LARGE",
        BatchRagged = "BATCH_RAGGED",
        ReplyTooLarge = "REPLY_TOO_LARGE";

    /// <summary>What each code means, for people; in the order above.</summary>
    public static readonly ValueList<(string Code, Name Meaning)> All =
    [
        (PolicyMissing, new("没有指明政策", "no policy is named")),
        (RegionMissing, new("缺少行政区划代码", "the region is missing")),
        (RegionMalformed, new("行政区划代码格式不对", "the region is no code")),
        (RegionWithoutPolicy, new("该地区没有政策", "there is no policy for the region")),
        (YearMissing, new("缺少参保年度", "the benefit year is missing")),
        (YearWithoutPolicy, new("该地区没有这一年度的政策", "the region has no policy for the year")),
        (RevisionUnknown, new("没有这一修订版", "there is no such revision")),
        (ProfileMissing, new("缺少参保情形", "the profile is missing")),
        (ProfileTooLarge, new("参保情形过长", "the profile is too large")),
        (TierMissing, new("缺少缴费档次", "the tier is missing")),
        (TierUnknown, new("政策没有这一缴费档次", "the policy has no such tier")),
        (IdentityUnknown, new("人员类别代码不存在", "there is no such identity code")),
        (IdentityTwice, new("人员类别重复", "an identity is given twice")),
        (TooManyIdentities, new("人员类别过多", "too many identities")),
        (CircumstanceUnknown, new("特殊情形不存在", "there is no such circumstance")),
        (YearsOutOfRange, new("年数超出范围", "a number of years is out of range")),
        (YearsContradict, new("断保年数与连续参保年数矛盾", "gap years and continuous years contradict each other")),
        (AddonMalformed, new("附加产品代码格式不对", "an add-on is no code")),
        (AddonTwice, new("附加产品重复", "an add-on is given twice")),
        (AddonsExclusive, new("附加产品不能同时选择", "add-ons exclude each other")),
        (TooManyAddons, new("附加产品过多", "too many add-ons")),
        (DateMissing, new("缺少日期", "a date is missing")),
        (DateMalformed, new("不是日期", "it is no date")),
        (DateAfterPayment, new("日期晚于缴费日期", "a date is after the payment")),
        (DateAfterCollection, new("日期晚于缴费年度", "a date is after the collection year")),
        (DateLeavesTheYears, new("平移年度后日期超出范围", "a date leaves the years that are allowed when it is moved")),
        (ValueUnreadable, new("内容无法识别", "the value cannot be read")),
        (TextDamaged, new("文字编码损坏", "the text is damaged or in another encoding")),
        (IdMalformed, new("编号过长或含控制字符", "the id is too long or has control characters")),
        (RowNotCsv, new("不是CSV行", "the row is not CSV")),
        (RowHasOtherFields, new("列数与表头不一致", "the row has more or fewer fields than the header")),
        (BatchHasBothForms, new("批次同时有两种形式", "the batch has rows and columns")),
        (BatchTooLarge, new("批次过大", "the batch is too large")),
        (BatchRagged, new("批次各列不一致", "the columns of the batch do not fit together")),
        (ReplyTooLarge, new("答复过大", "the reply would be too large")),
    ];

    private static readonly Dictionary<string, Name> Meanings = All.ToDictionary(item => item.Code, item => item.Meaning);

    public static bool IsOne(string code) => Meanings.ContainsKey(code);

    /// <summary>What a code means, for people.</summary>
    public static Name MeaningOf(string code) => Meanings[code];
}
