using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>What the two notices of Tunliu say differently: figures, days, and three rules that only the second one has.</summary>
internal sealed record TunliuNotice(int Year, DateOnly LastDay, int Standard, int Subsidy, string SubsidyBasis)
{
    private const string Assistance = "medical_assistance", DisabledFund = "disabled_employment_security_fund";

    private const string CivilAffairs = "civil_affairs", Revitalisation = "rural_revitalisation", Federation = "disabled_federation";

    /// <summary>The interpretation of 屯政办发〔2023〕27号.</summary>
    public static readonly TunliuNotice For2024 = new(2024, new(2023, 12, 25), 380, 640, "table_column_labelled_2023_text_says_2024")
    {
        Subsistence = 304, ReturnedToPoverty = 342, SevereDisability = 304,
    };

    /// <summary>The notice of 26 September 2024.</summary>
    public static readonly TunliuNotice For2025 = new(2025, new(2025, 2, 25), 400, 670, "table_column_labelled_2024")
    {
        Subsistence = 320, ReturnedToPoverty = 360, SevereDisability = 320,
        // 对不属于医疗救助资助参保对象的二级及以上重度残疾人
        DisabledFundIsLastResort = true,
        // 被资助人一旦办理正常缴费，将无法办理特殊缴费
        BarsAssistedPayment = true,
        Addons = [new("accident_30", 30_00), new("jinkangbao_basic_88", 88_00), new("jinkangbao_premium_128", 128_00)],
    };

    public int Subsistence { get; init; }

    public int ReturnedToPoverty { get; init; }

    public int SevereDisability { get; init; }

    public bool DisabledFundIsLastResort { get; init; }

    public bool BarsAssistedPayment { get; init; }

    public IReadOnlyList<AddonPrice> Addons { get; init; } = [];

    public DateOnly FirstDay => new(Year - 1, 9, 1);

    public DateOnly YearEnd => new(Year, 12, 31);

    /// <summary>集中征缴期间每月1–25日可办理缴费.</summary>
    public bool IsPayable(DateOnly day) => day >= FirstDay && day <= LastDay && day.Day <= 25;

    /// <summary>Who was born in the year before and missed 25 December may pay until the end of March, on any day.</summary>
    public bool IsPayableForNewborn(DateOnly day, int birthYear) =>
        birthYear == Year - 1 && day > new DateOnly(Year - 1, 12, 25) && day <= new DateOnly(Year, 3, 31);

    /// <summary>No identity counts before it is recognised.</summary>
    public Granted Help(Profile profile, Situation situation)
    {
        if (situation.IdentityRecognisedOn > situation.PaymentDate) return Granted.Nothing;
        var disability = new Grant(SevereDisability, DisabledFund, Federation, "severe_disability");
        if (!DisabledFundIsLastResort) return Granted.Highest([.. Table(), disability], profile, Standard);
        var assisted = Granted.Highest(Table(), profile, Standard);
        return assisted.Yuan > 0 ? assisted : Granted.Highest([disability], profile, Standard);
    }

    /// <summary>稳定脱贫人员 stand in the table with 0 yuan, which is no assistance; the mobilisation lists of the last section grant nothing.</summary>
    private Grant[] Table() =>
    [
        new(Standard, Assistance, CivilAffairs, "extreme_poverty_support", "rural_extreme_poverty_support", "urban_extreme_poverty_support",
            "orphan", "de_facto_unattended_child", "welfare_institution_child"),
        new(Subsistence, Assistance, CivilAffairs, "subsistence_allowance"),
        new(ReturnedToPoverty, Assistance, Revitalisation, "returned_to_poverty"),
        new(280, Assistance, Revitalisation, "unstable_poverty_alleviated", "marginal_poverty_prone", "sudden_severe_difficulty"),
    ];
}
