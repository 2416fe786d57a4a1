using Canbao.Policies;

namespace Canbao.Documents.Residents;

/// <summary>
/// The one table of a resident's fields. A header that bureaus use in two senses is not among the Chinese ones: 缴费年度 and 年度 may be the
/// year of the payment, 异地参保 may mean enrolled elsewhere or enrolled here from elsewhere. Nor is the number of an identity card, which must
/// not get into an output because nobody thought of it.
/// </summary>
public static class ResidentFields
{
    /// <summary>The names of fields that code asks for one by one.</summary>
    public const string
        Id = "id", PaymentDate = "payment_date", BirthDate = "birth_date", EventDate = "event_date", IdentityRecognisedOn = "identity_recognised_on",
        Region = "region", BenefitYear = "benefit_year", PolicyRevision = "policy_revision", Tier = "tier", Identities = "identities",
        Circumstance = "circumstance", GapYears = "gap_years", ContinuousYears = "continuous_years", Addons = "addons";

    /// <summary>Between the codes of one field.</summary>
    public const char Separator = ';';

    /// <summary>In the order in which generated files have them.</summary>
    public static readonly ValueList<ResidentField> All =
    [
        new IdField(Id, ["个人编号", "人员编号", "参保人编号", "参保人员编号", "医保编号", "居民编号"]),
        new DayField(PaymentDate, ["缴费日期", "参保缴费日期", "缴费时间", "实际缴费日期"])
            { Option = "--date", Help = "Payment date, 2025-03-15 or 20250315." },
        new DayField(BirthDate, ["出生日期", "出生年月日"]) { Help = "Birth date." },
        new DayField(EventDate, ["情形发生日期", "特殊情形日期", "特殊情形发生日期"]) { Help = "Date of the special circumstance." },
        new DayField(IdentityRecognisedOn, ["身份认定日期", "类别认定日期", "人员类别认定日期", "认定日期"])
            { Option = "--recognised-on", Help = "Day on which the identities were recognised." },
        new RegionField(Region, ["行政区划代码", "区划代码", "统筹区", "统筹区代码", "统筹区编码", "统筹区划", "参保地区划代码", "医保区划代码"])
            { Help = "Region code of 6 to 12 digits." },
        new PolicyNumberField(BenefitYear, ["参保年度", "待遇年度", "医保年度"], "a year such as 2025") { Option = "--year", Help = "Benefit year." },
        new PolicyNumberField(PolicyRevision, ["政策修订版", "修订版"], "a revision from 1, or nothing for the newest")
            { Option = "--revision", Help = "Policy revision; 0 = the newest in force on the payment date." },
        new TierField(Tier, ["缴费档次", "档次", "参保档次", "缴费标准档次", "个人缴费档次"]) { Help = "Tier code." },
        new CodesField(Identities, ["人员类别", "身份类别", "人员身份", "特殊人员类别", "困难人员类别", "资助对象类别", "救助对象类别"],
            InputCheck.MaxIdentities, p => p.Identities, (p, codes) => p with { Identities = codes })
            { Option = "--identity", Help = "Identity code; may be repeated." },
        new CircumstanceField(Circumstance, ["特殊情形", "特殊缴费情形", "特殊参保情形"]) { Help = $"One of {SnakeCase.Allowed<Policies.Circumstance>()}." },
        new FlagField(ProfileFlag.UniversityStudent, ["在校大学生", "是否在校大学生", "大学生", "是否大学生"], "在校大学生")
            { Option = "--student", Help = "Full-time university student." },
        new YearsField(GapYears, ["断保年数", "断缴年数", "中断参保年数", "断保年限"], "断保{0}年", p => p.GapYears, (p, years) => p with { GapYears = years })
            { Help = "Years without cover before the benefit year." },
        new YearsField(ContinuousYears, ["连续参保年数", "连续参保年限", "连续缴费年数", "连续缴费年限"], "连续参保{0}年",
            p => p.ContinuousYears, (p, years) => p with { ContinuousYears = years }) { Help = "Consecutive insured years before the benefit year." },
        new FlagField(ProfileFlag.ZeroClaimLastYear, ["上年零报销", "上年是否零报销", "上年度零报销", "上年度是否零报销"], "上年零报销")
            { Option = "--zero-claim", Help = "Nothing claimed in the year before." },
        new FlagField(ProfileFlag.AlreadyPaidNormally, ["已正常缴费", "是否已正常缴费", "本年度已缴费", "本年度是否已缴费"], "已正常缴费")
            { Option = "--already-paid", Help = "Has paid the ordinary fee." },
        new FlagField(ProfileFlag.EmployeeInsured, ["已参加职工医保", "是否已参加职工医保", "是否参加职工医保"], "已参加职工医保")
            { Help = "In the employees' insurance." },
        new FlagField(ProfileFlag.InsuredElsewhere, ["已在异地参保", "是否已在异地参保", "已在异地参加居民医保", "是否已在异地参加居民医保"],
            "已在异地参加居民医保") { Help = "In the residents' insurance of another place." },
        new FlagField(ProfileFlag.IndependentEnrolment, ["独立参保", "是否独立参保", "新生儿独立参保", "新生儿是否独立参保"], "独立参保", "不独立参保")
            { Help = "Newborns: enrolled on their own (true or false)." },
        new FlagField(ProfileFlag.GuardianPaid, ["监护人已缴费", "监护人是否已缴费", "监护人是否缴费", "法定监护人是否已缴费"], "监护人已缴费", "监护人未缴费")
            { Help = "Newborns: the guardian has paid (true or false)." },
        new FlagField(ProfileFlag.EnrolledOutsideHukou, ["在户籍地以外参保", "是否在户籍地以外参保", "非户籍地参保", "是否非户籍地参保"], "在户籍地以外参保")
            { Help = "Enrols outside the place of the household register." },
        new FlagField(ProfileFlag.AssistedThere, ["已享受参保地资助", "是否已享受参保地资助", "是否享受参保地资助", "参保地已资助"], "已享受参保地资助")
            { Help = "Has been assisted at that place." },
        new CodesField(Addons, ["附加产品", "附加险", "附加保险"], InputCheck.MaxAddons, p => p.Addons, (p, codes) => p with { Addons = codes })
            { Option = "--addon", Help = "Add-on product; may be repeated." },
    ];

    /// <summary>All names, in that order.</summary>
    public static readonly ValueList<string> Names = [.. All.Select(field => field.Name)];

    /// <summary>The days in the order payment, birth, event, recognition.</summary>
    public static readonly ValueList<string> Dates = [.. All.OfType<DayField>().Select(field => field.Name)];

    /// <summary>The fields of the profile.</summary>
    public static readonly ValueList<ProfileField> OfProfile = [.. All.OfType<ProfileField>()];

    /// <summary>What two residents must share to have one profile and one policy.</summary>
    public static readonly ValueList<string> OfQuestion = [.. All.Where(field => field is not (IdField or DayField)).Select(field => field.Name)];

    private static readonly Dictionary<string, ResidentField> ByName = All.ToDictionary(field => field.Name);

    /// <summary>Null if there is none of this name.</summary>
    public static ResidentField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The place of a day among <see cref="Dates"/>.</summary>
    public static int PlaceOf(DayField day) => Dates.AsSpan().IndexOf(day.Name);
}
