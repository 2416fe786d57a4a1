using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>What a notice says about individual standards, and which of them its rates and sums are made from.</summary>
internal sealed partial class StatedStandards
{
    /// <summary>No notice has more standards in force; garbage must not make a rate slow.</summary>
    private const int Reach = 120, MaxBases = 50;

    private readonly Dictionary<string, StatedStandard[]> ofTier;

    private StatedStandards(IReadOnlyList<StatedStandard> all)
    {
        All = all;
        var general = all.Where(s => !s.IsRestated && (s.Persons.Length == 0 || PricedApart().IsMatch(s.Persons))).ToArray();
        var newest = general.Max(s => s.Year);
        Bases = [.. general.Where(s => s.Year is null || s.Year == newest)];
        var distinct = Bases.DistinctBy(s => (s.Tier, s.AmountFen)).ToArray();
        ofTier = distinct.GroupBy(s => s.Tier).ToDictionary(tier => tier.Key, tier => tier.Take(MaxBases).ToArray());
        ofTier[""] = [.. distinct.Take(MaxBases)];
    }

    /// <summary>In the order of the notice.</summary>
    public IReadOnlyList<StatedStandard> All { get; }

    /// <summary>Those of the newest year that is named, for everybody or for a group that pays another price.</summary>
    public IReadOnlyList<StatedStandard> Bases { get; }

    /// <summary>Those that a rate refers to: of its tier, or all where it names none.</summary>
    public IReadOnlyList<StatedStandard> BasesOf(string tier) => ofTier.GetValueOrDefault(tier) ?? [];

    public static StatedStandards Read(NoticeText text) => new([.. OfTiers(text).Concat(Plain(text)).OrderBy(s => s.Start)]);

    /// <summary>The year that stands nearest before a figure. 2024年预收 is the year of the collection and labels nothing.</summary>
    internal static int? YearBefore(string before)
    {
        var clause = before[(before.LastIndexOf(',') + 1)..];
        if (Year().Matches(clause) is { Count: > 0 } inClause) return NoticeNumber.Parse(inClause[^1].Groups["y"].Value);
        return YearAlone().Match(before) is { Success: true } alone ? NoticeNumber.Parse(alone.Groups["y"].Value) : null;
    }

    private static IEnumerable<StatedStandard> OfTiers(NoticeText text) =>
        from Match match in Tiered().Matches(text.Folded)
        from standard in Of(text, match, match.Groups["by"].Success)
        select standard;

    private static IEnumerable<StatedStandard> Plain(NoticeText text) =>
        from Match match in Named().Matches(text.Folded)
        where !NoticeAmount.IsOther(match)
        from standard in Of(text, match, restated: false)
        select standard;

    /// <summary>None if the figure is another insurance's, or another year's in words.</summary>
    private static IEnumerable<StatedStandard> Of(NoticeText text, Match match, bool restated)
    {
        var before = Citation().Replace(text.SentenceBefore(match.Index, Reach), "");
        if (OtherInsurance().IsMatch(before) || LastYear().IsMatch(before[(before.LastIndexOf(',') + 1)..])) yield break;
        var persons = string.Join('、', Persons().Matches(before).Select(m => m.Value).Where(p => !Everybody().IsMatch(p)));
        yield return new(NoticeAmount.TierOf(match), YearBefore(before), persons, NoticeAmount.Fen(match), restated,
            match.Index, match.Index + match.Length);
    }

    [GeneratedRegex("(?<by>按照?)?" + NoticeAmount.Tier + "(?:个人)?(?:缴费)?(?:标准)?[为是:即]?(?:每人每年|每人)?" + NoticeAmount.Figure + "元")]
    private static partial Regex Tiered();

    [GeneratedRegex(NoticeAmount.Tier + "?(?:个人缴费(?:标准|金额|额)?|缴费标准)" + NoticeAmount.Raised + @"(?:元|(?=[\n\t]))")]
    private static partial Regex Named();

    [GeneratedRegex(@"(?<y>\d{4})年(?!度?(?:预收|征收|收缴|提前|\d{1,2}月))")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:^|,)(?<y>\d{4})年度?,[^,]*$")]
    private static partial Regex YearAlone();

    [GeneratedRegex("《[^》]{0,100}》")]
    private static partial Regex Citation();

    [GeneratedRegex("意外|商业|补充|职工|灵活就业|护理|惠民|生育|起付")]
    private static partial Regex OtherInsurance();

    [GeneratedRegex("上年|去年|此前|原来|原标准")]
    private static partial Regex LastYear();

    [GeneratedRegex("[一-龥]{1,8}(?:学生|儿童|人员|对象|户|家庭|老年人|成年人|群众|人口|军人|遗属|子女|患者)")]
    private static partial Regex Persons();

    [GeneratedRegex("普通|一般居民|其他居民|所有|不同")]
    private static partial Regex Everybody();

    [GeneratedRegex("学生|儿童|成年")]
    private static partial Regex PricedApart();
}
