using Canbao.Policies;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// The Chinese headers that are understood without a mapping. A header that bureaus use in two senses is not among them: 缴费年度 and 年度
/// may be the year of the payment, 异地参保 may mean enrolled elsewhere or enrolled here from elsewhere. Nor is the number of an identity card,
/// which must not get into an output because nobody thought of it.
/// </summary>
public static class ColumnNames
{
    private static readonly (string Column, ValueList<string> Names)[] Table =
    [
        (ResidentColumns.Id, ["个人编号", "人员编号", "参保人编号", "参保人员编号", "医保编号", "居民编号"]),
        (ResidentColumns.PaymentDate, ["缴费日期", "参保缴费日期", "缴费时间", "实际缴费日期"]),
        (ResidentColumns.BirthDate, ["出生日期", "出生年月日"]),
        (ResidentColumns.EventDate, ["情形发生日期", "特殊情形日期", "特殊情形发生日期"]),
        (ResidentColumns.IdentityRecognisedOn, ["身份认定日期", "类别认定日期", "人员类别认定日期", "认定日期"]),
        (ResidentColumns.Region, ["行政区划代码", "区划代码", "统筹区", "统筹区代码", "统筹区编码", "统筹区划", "参保地区划代码", "医保区划代码"]),
        (ResidentColumns.BenefitYear, ["参保年度", "待遇年度", "医保年度"]),
        (ResidentColumns.PolicyRevision, ["政策修订版", "修订版"]),
        (ResidentColumns.Tier, ["缴费档次", "档次", "参保档次", "缴费标准档次", "个人缴费档次"]),
        (ResidentColumns.Identities, ["人员类别", "身份类别", "人员身份", "特殊人员类别", "困难人员类别", "资助对象类别", "救助对象类别"]),
        (ResidentColumns.Circumstance, ["特殊情形", "特殊缴费情形", "特殊参保情形"]),
        (ResidentColumns.UniversityStudent, ["在校大学生", "是否在校大学生", "大学生", "是否大学生"]),
        (ResidentColumns.GapYears, ["断保年数", "断缴年数", "中断参保年数", "断保年限"]),
        (ResidentColumns.ContinuousYears, ["连续参保年数", "连续参保年限", "连续缴费年数", "连续缴费年限"]),
        (ResidentColumns.ZeroClaimLastYear, ["上年零报销", "上年是否零报销", "上年度零报销", "上年度是否零报销"]),
        (ResidentColumns.AlreadyPaidNormally, ["已正常缴费", "是否已正常缴费", "本年度已缴费", "本年度是否已缴费"]),
        (ResidentColumns.EmployeeInsured, ["已参加职工医保", "是否已参加职工医保", "是否参加职工医保"]),
        (ResidentColumns.InsuredElsewhere, ["已在异地参保", "是否已在异地参保", "已在异地参加居民医保", "是否已在异地参加居民医保"]),
        (ResidentColumns.IndependentEnrolment, ["独立参保", "是否独立参保", "新生儿独立参保", "新生儿是否独立参保"]),
        (ResidentColumns.GuardianPaid, ["监护人已缴费", "监护人是否已缴费", "监护人是否缴费", "法定监护人是否已缴费"]),
        (ResidentColumns.EnrolledOutsideHukou, ["在户籍地以外参保", "是否在户籍地以外参保", "非户籍地参保", "是否非户籍地参保"]),
        (ResidentColumns.AssistedThere, ["已享受参保地资助", "是否已享受参保地资助", "是否享受参保地资助", "参保地已资助"]),
        (ResidentColumns.Addons, ["附加产品", "附加险", "附加保险"]),
    ];

    private static readonly Dictionary<string, string> ByHeader = Headers();

    /// <summary>The Chinese headers of a column, the usual one first.</summary>
    public static ValueList<string> Of(string column) => Array.Find(Table, row => row.Column == column).Names;

    /// <summary>The column that a header means; null if it is none of ours.</summary>
    public static string? ColumnOf(string header) => ByHeader.GetValueOrDefault(Key(header));

    /// <summary>What two headers share that are the same: full-width letters, capitals and spaces around do not count.</summary>
    public static string Key(string header) => FieldText.Plain(header).ToLowerInvariant();

    private static Dictionary<string, string> Headers() => Table.SelectMany(row => row.Names.Prepend(row.Column).Select(name => (name, row.Column)))
        .ToDictionary(pair => Key(pair.name), pair => pair.Column);
}
