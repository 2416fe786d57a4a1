namespace Canbao.Tests.Notices;

/// <summary>Notices of counties that do not exist, without a contradiction; a test makes one by an edit.</summary>
internal static class InventedNotices
{
    /// <summary>One tier, a table and the departments' lists.</summary>
    public const string Table = """
        云溪县人民政府办公室
        关于做好2026年度城乡居民基本医疗保险参保缴费工作的通知

        一、参保对象
        未参加职工基本医疗保险的城乡居民。
        二、缴费时间
        集中缴费期为2025年9月1日至2025年12月31日，每月1—25日可办理缴费。
        错过集中缴费期（9月1日—12月31日）的新生儿，自出生之日起90日内办理参保。
        三、缴费标准
        （一）财政补助。2026年居民医保人均财政补助标准提高30元，达到每人每年700元。
        （二）个人缴费。2026年度个人缴费标准提高20元，达到每人每年420元。
        人员类别	2026年各级财政人均补助标准	医疗救助资助	个人缴纳
        普通人员	700元	0元	420元
        特困人员（含孤儿、事实无人抚养儿童）	700 元	420 元	0 元
        低保对象	700元	336元	84元
        返贫致贫人口	700元	378元	42元
        四、工作要求
        （一）民政部门：特困人员（含孤儿、事实无人抚养儿童）、低保对象；乡村振兴部门：返贫致贫人口。
        （二）未连续参保的人员，设置待遇等待期3个月，每多断保1年增加1个月待遇等待期。
        """;

    /// <summary>Two tiers, a price for students, rates with their amounts.</summary>
    public const string Tiers = """
        青禾县医疗保障局通知
        一、筹资标准
        2026年度个人缴费标准：一档420元/人•年，二档800元/人•年；在校大学生参加居民医保个人缴费标准为一档400元/人•年。
        2026年财政补助标准不低于700元/人/年。
        二、资助标准
        确保特困人员、城乡低保、返贫人口等困难群众应保尽保。
        低保对象参加一档按一档标准的90%（即378元/人•年）资助，参加二档按一档420元/人•年标准资助；返贫人口按照一档缴费标准的75%给予资助，资助标准为315元/人/年，个人缴纳105元；特困人员按照一档缴费标准给予全额资助，资助标准为420元/人/年。
        三、待遇
        集中筹资期：2025年9月1日至2026年2月28日。
        2026年3月1日至6月30日参保缴费的，设置90日待遇等待期；迁入人员自参保缴费之日起30日后享受待遇。
        """;

    public static string Edited(string notice, string from, string to)
    {
        Assert.Contains(from, notice, StringComparison.Ordinal);
        return notice.Replace(from, to, StringComparison.Ordinal);
    }
}
