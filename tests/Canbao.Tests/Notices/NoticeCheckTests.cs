using Canbao.Notices;
using static Canbao.Tests.Notices.InventedNotices;

namespace Canbao.Tests.Notices;

/// <summary>One edit of a good notice makes exactly one finding, or none.</summary>
public class NoticeCheckTests
{
    /// <summary>Code, notice, the text to replace, what with, and a piece of each passage in order.</summary>
    public static TheoryData<string, string, string, string, string[]> Contradictions { get; } = new TheoryData<string, string, string, string, string[]>
    {
        { NoticeCodes.Sum, Table, "336元\t84元", "336元\t74元", ["低保对象\t700元\t336元\t74元", "达到每人每年420元"] },
        { NoticeCodes.Sum, Table, "420 元\t0 元", "400 元\t0 元", ["特困人员（含孤儿、事实无人抚养儿童）\t700 元\t400 元\t0 元", "420元"] },
        { NoticeCodes.Sum, Table, "达到每人每年420元", "达到每人每年430元", ["普通人员\t700元\t0元\t420元", "达到每人每年430元"] },
        { NoticeCodes.Sum, Tiers, "三、待遇\n", "人员\t资助\t个人\t合计\n甲类人员\t100元\t200元\t300元\n乙类人员\t150元\t100元\t250元\n丙类人员\t70元\t80元\t140元\n三、待遇\n",
            ["丙类人员\t70元\t80元\t140元"] },
        { NoticeCodes.Sum, Table, "四、工作要求\n", "人员\t财政\t村集体\t个人\n返贫致贫家庭\t700元\t336元\t94元\n四、工作要求\n", ["返贫致贫家庭\t700元\t336元\t94元", "420元"] },
        { NoticeCodes.Sum, Tiers, "个人缴纳105元", "个人缴纳115元", ["资助标准为315元/人/年，个人缴纳115元", "一档420元"] },
        { NoticeCodes.Total, Table, "四、工作要求\n", "人均筹资标准为1,100元。\n四、工作要求\n", ["人均筹资标准为1,100元", "达到每人每年420元", "达到每人每年700元"] },
        { NoticeCodes.Weekday, Table, "四、工作要求\n", "动员会定于2025年9月1日（星期二）召开。\n四、工作要求\n", ["2025年9月1日", "（星期二）"] },
        { NoticeCodes.RateAmount, Tiers, "90%（即378元", "90%（即387元", ["90%（即387元/人•年）资助", "一档420元/人•年"] },
        { NoticeCodes.RateAmount, Tiers, "75%给予资助", "70%给予资助", ["70%给予资助，资助标准为315元", "一档420元"] },
        { NoticeCodes.RateAmount, Tiers, "全额资助，资助标准为420元", "全额资助，资助标准为400.5元", ["全额资助，资助标准为400.5元", "一档420元"] },
        { NoticeCodes.RateAmount, Tiers, "的75%给予资助，资助标准为315元/人/年，个人缴纳105元", "的75%给予资助，个人缴纳115元", ["个人缴纳115元", "一档420元"] },
        { NoticeCodes.WindowDates, Table, "（9月1日—12月31日）", "（9月1日—12月25日）", ["2025年9月1日至2025年12月31日", "（9月1日—12月25日）的新生儿"] },
        { NoticeCodes.WindowDates, Tiers, "三、待遇\n", "三、待遇\n2025年9月1日至2025年12月31日为居民集中参保缴费期。\n", ["集中参保缴费期", "2026年2月28日"] },
        { NoticeCodes.WindowOrder, Tiers, "2026年3月1日至6月30日", "2026年7月1日至2026年6月30日", ["2026年7月1日至2026年6月30日参保缴费的"] },
        { NoticeCodes.WindowOrder, Tiers, "2026年3月1日至6月30日", "2026年7月1日至当年6月30日", ["2026年7月1日至当年6月30日"] },
        { NoticeCodes.ImpossibleDate, Tiers, "至2026年2月28日", "至2026年2月29日", ["集中筹资期：2025年9月1日至2026年2月29日"] },
        { NoticeCodes.ImpossibleDate, Tiers, "三、待遇\n", "三、待遇\n于4月31日前报送名单。\n", ["于4月31日前报送名单"] },
        { NoticeCodes.ImpossibleDate, Tiers, "三、待遇\n", "三、待遇\n于13月1日前报送名单。\n", ["于13月1日前报送名单"] },
        { NoticeCodes.PeriodUnits, Table, "工作要求\n", "工作要求\n集中缴费期后参保的，设置90日待遇等待期。\n", ["90日待遇等待期", "待遇等待期3个月"] },
        { NoticeCodes.PeriodUnits, Tiers, "设置90日待遇等待期", "待遇等待期为三个月", ["待遇等待期为三个月", "30日后享受待遇"] },
        { NoticeCodes.PeriodUnits, Table, "三、缴费标准\n", "新生儿出生后3个月内可补办参保。\n三、缴费标准\n", ["90日内", "出生后3个月内"] },
        { NoticeCodes.YearLabel, Table, "2026年各级财政", "2025年各级财政", ["2026年居民医保人均财政补助标准", "2025年各级财政人均补助标准"] },
        { NoticeCodes.YearLabel, Tiers, "2026年财政补助标准", "2025年财政补助标准", ["2025年财政补助标准不低于700元", "一档420元"] },
        { NoticeCodes.YearLabel, Table, "工作要求\n", "工作要求\n2025年个人缴费标准为420元。\n", ["2026年度个人缴费标准", "2025年个人缴费标准为420元"] },
        { NoticeCodes.AmountTwice, Table, "四、工作要求\n", "2026年个人缴费标准为400元。\n四、工作要求\n", ["每人每年420元", "个人缴费标准为400元"] },
        { NoticeCodes.AmountTwice, Table, "四、工作要求\n", "个人缴费标准为400元。\n四、工作要求\n", ["每人每年420元", "个人缴费标准为400元"] },
        { NoticeCodes.AmountTwice, Table, "四、工作要求\n", "2026年财政补助标准为670元。\n四、工作要求\n", ["每人每年700元", "财政补助标准为670元"] },
        { NoticeCodes.AmountTwice, Tiers, "按一档420元/人•年标准资助", "按一档410元/人•年标准资助", ["一档420元", "按一档410元/人•年标准资助"] },
        { NoticeCodes.CategoryMissing, Table, "；乡村振兴部门：返贫致贫人口", "；乡村振兴部门：农村低保家庭", ["返贫致贫人口", "民政部门"] },
        { NoticeCodes.CategoryMissing, Table, "返贫致贫人口。", "返贫致贫人口；残联部门：重度残疾人；教育部门：在校学生。", ["重度残疾人", "普通人员"] },
        { NoticeCodes.CategoryMissing, Tiers, "返贫人口等困难群众", "返贫人口、重度残疾人等困难群众", ["重度残疾人", "低保对象参加一档按一档标准的90%"] },
        { NoticeCodes.CategorySpelling, Table, "民政部门：特困人员（含孤儿、事实无人抚养儿童）", "民政部门：特困人员（含孤儿、事实无抚养儿童）", ["事实无人抚养儿童", "事实无抚养儿童"] },
        { NoticeCodes.CategorySpelling, Table, "民政部门：特困人员（含孤儿、事实无人抚养儿童）", "民政部门：特困人员（含孤儿、事实无入抚养儿童）", ["事实无人抚养儿童", "事实无入抚养儿童"] },
        { NoticeCodes.Misprint, Table, "未连续参保的人员，", "在集中缴费期末参保的人员，", ["在集中缴费期末参保的人员"] },
        { NoticeCodes.SectionNumbers, Table, "四、工作要求", "五、工作要求", ["三、缴费标准", "五、工作要求"] },
        { NoticeCodes.SectionNumbers, Table, "三、缴费标准", "缴费标准", ["二、缴费时间", "四、工作要求"] },
        { NoticeCodes.SectionNumbers, Table, "（二）个人缴费", "（三）个人缴费", ["（一）财政补助", "（三）个人缴费"] },
        { NoticeCodes.SectionNumbers, Table, "（二）个人缴费。", "（2）个人缴费。\n（三）标准如下。", ["（一）财政补助", "（2）个人缴费", "（三）标准如下"] },
    };

    public static TheoryData<string, string, string> Harmless { get; } = new TheoryData<string, string, string>
    {
        // The same window in other words, windows of something or somebody else.
        { Table, "（9月1日—12月31日）", "（2025年9月1日至12月底）" },
        { Table, "工作要求\n", "工作要求\n集中宣传期为2025年10月1日至10月31日。\n" },
        { Table, "工作要求\n", "工作要求\n高校学生集中缴费期为2025年9月1日至10月31日。\n" },
        { Table, "工作要求\n", "工作要求\n2025年度集中缴费期为2024年9月1日至2024年12月31日。\n" },
        { Table, "工作要求\n", "工作要求\n集中缴费期延长，集中缴费期调整为2025年9月1日至2026年2月28日。\n" },
        { Tiers, "2025年9月1日至2026年2月28日", "2025年9月1日至次年2月28日" },
        { Tiers, "2025年9月1日至2026年2月28日", "2025年9月1日至2月28日" },
        // Days that exist.
        { Tiers, "三、待遇\n", "三、待遇\n2024年2月29日起施行，2月29日前报送，每月1-31日可查询。\n" },
        // The same unit; what is added to a wait; months that are no wait.
        { Table, "工作要求\n", "工作要求\n断保4年以上的，待遇等待期6个月，再延长3个月待遇等待期。\n" },
        { Tiers, "三、待遇\n", "三、待遇\n连续缴费3个月的单位予以通报，6月30日后享受待遇的另行通知。\n" },
        // Years that are told apart, and a figure that stays.
        { Table, "财政补助。", "财政补助。2025年财政补助标准为670元。" },
        { Table, "个人缴费。2026", "个人缴费。2025年预收的个人缴费标准提高20元，达到420元。2026" },
        { Table, "工作要求\n", "工作要求\n2025年个人缴费标准为400元。\n" },
        { Table, "工作要求\n", "工作要求\n2025年个人缴费标准保持420元不变。\n" },
        { Table, "工作要求\n", "工作要求\n低保对象个人缴费标准为84元，意外伤害保险缴费标准为30元。\n" },
        { Table, "提高20元，达到每人每年420元", "由400元调整为420元" },
        // Other tables, other orders of columns, amounts without a unit, a name in two lines.
        { Table, "700元\t336元\t84元", "420\t336\t84" },
        { Table, "低保对象\t700元\t336元\t84元", "低保对象\n700元\n336元\n84元" },
        { Table, "低保对象\t700元\t336元\t84元", "低保对象 700元 336 元 84 元" },
        { Table, "四、工作要求\n", "乡镇\t任务数\t经费\n东乡\t1200\t300\n西乡\t800\t200\n南乡\t500\t90\n四、工作要求\n" },
        { Table, "四、工作要求\n", "附加产品一览如下，由居民自愿选择购买，与居民医保费同时收缴，不在资助的范围之内，具体产品名称及价格由承保机构公布。\n基础版\t58元\t99元\n尊享版\t88元\t199元\n家庭版\t99元\t299元\n"
            + "以下内容另行规定。\n甲\n乙\n丙\n丁\n戊\n己\n庚\n四、工作要求\n" },
        // Rates of something else, and a whole yuan where the rate makes a fraction.
        { Tiers, "三、待遇\n", "三、待遇\n住院报销比例为70%，起付标准300元；住院费用按60%支付，每次300元。\n" },
        { Tiers, "三、待遇\n", "三、待遇\n困难群众另按标准的50%资助，最高不超过100元。\n" },
        { Tiers, "，资助标准为315元/人/年，个人缴纳105元", "，个人缴纳105元" },
        { Tiers, "90%（即378元", "37.5%（即158元" },
        { Tiers, "90%（即378元", "37.5%（即157.5元" },
        // The same persons with other endings; levels, opposites and towns are other persons.
        { Table, "、低保对象；", "、最低生活保障家庭；" },
        { Table, "乡村振兴部门：返贫致贫人口", "乡村振兴局：返贫致贫户" },
        { Tiers, "城乡低保、返贫人口等困难群众", "城乡低保、返贫人口、重度残疾人等各类居民" },
        { Table, "工作要求\n", "工作要求\n一、二级重度残疾人员。三、四级重度残疾人员。稳定脱离贫困人口。不稳定脱离贫困人口。农村精神残疾人员。农场精神残疾对象。\n" },
        { Table, "工作要求\n", "工作要求\n做好年末参保率统计，期末未参保人员逐户走访。\n" },
        // Numbers of an annex begin anew; a broken line begins with a number that is no heading.
        { Table, "工作要求\n", "工作要求\n1.宣传。\n2.统计。\n（1）按月。\n（2）按季。\n" },
        { Tiers, "三、待遇\n", "三、待遇\n重度残疾是指残疾等级为一、二级和精神残疾等级为\n三、四级的人员。\n" },
        { Tiers, "青禾县", "\uFEFF青禾县" },
    };

    [Theory]
    [InlineData(Table)]
    [InlineData(Tiers)]
    public void Accepts_AGoodNotice(string notice) => Assert.Empty(NoticeCheck.Run(notice));

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Finds_OneContradiction(string code, string notice, string from, string to, string[] passages)
    {
        var edited = Edited(notice, from, to);
        var finding = Assert.Single(NoticeCheck.Run(edited));
        Assert.Equal(code, finding.Code);
        Assert.Equal(passages.Length, finding.Passages.Count);
        foreach (var (passage, piece) in finding.Passages.Zip(passages))
        {
            Assert.Contains(piece, passage.Text, StringComparison.Ordinal);
            Assert.StartsWith(passage.Text.Split('\n')[0], edited.Split('\n')[passage.Line - 1][edited.Split('\n')[passage.Line - 1]
                .IndexOf(passage.Text.Split('\n')[0], StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Accepts_WhatOnlyLooksLikeAContradiction(string notice, string from, string to) =>
        Assert.Empty(NoticeCheck.Run(Edited(notice, from, to)).Select(f => $"{f.Code} {f.Zh}"));

    [Fact]
    public void EveryCode_HasABadNotice() =>
        Assert.Equal(NoticeCodes.All.Order(), Contradictions.Select(row => row.Data.Item1).Distinct().Order());
}
