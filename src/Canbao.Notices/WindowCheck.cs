using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>The window of paying, or that of benefits, is stated twice, with different dates.</summary>
internal static partial class WindowCheck
{
    private const int LabelReach = 24, SubjectReach = 120;

    /// <summary>A word of paying and a word of time; 集中宣传期 is no window. Nothing but filling words may follow.</summary>
    private const string
        Paying = "(?<pay>(?:集中|居民|医保|参保|[征缴筹收]){0,4}(?:缴费|缴款|缴纳|缴存|征缴|筹资|征收|收缴|收费|参保|登记|预收|收纳|办理)(?:登记|缴费|工作)?(?:的)?(?:期间|期限|期|起止时间|时间|时限))",
        Benefits = "(?<benefit>(?:待遇享受|享受待遇|医保待遇|待遇|保障|保险)(?:的)?(?:期间|期限|期|起止时间|时间|年度))",
        Label = $"(?:{Benefits}|{Paying})",
        Filling = "(?:之?内)?(?:(?:时间)?(?:统一)?(?:原则上)?(?:确定|规定|定)?[为是自从在于:(]|即|,)?(?:自|从)?";

    /// <param name="Range">The days. Of a mere deadline both are the last one.</param>
    /// <param name="Kind">Windows of one kind should agree.</param>
    /// <param name="Year">The year that it is for, if that is said.</param>
    /// <param name="IsDeadline">Only the last day is stated.</param>
    private sealed record Window(NoticeRange Range, string Kind, int? Year, bool IsDeadline = false)
    {
        public bool SameAs(Window other) =>
            IsDeadline || other.IsDeadline ? Range.To.SameAs(other.Range.To) : Range.SameAs(other.Range);

        public string Shown(string to) => IsDeadline ? $"截至{Range.To}" : Range.Shown(to);
    }

    public static IEnumerable<NoticeFinding> Find(NoticeText text, NoticeDates dates)
    {
        var usual = UsualYear(text);
        // Linear, whatever the notice holds: each window is compared with the first of its kind and year and reported once per dates.
        var first = new Dictionary<(string, int?), Window>();
        var told = new HashSet<(string, NoticeDate, NoticeDate)>();
        var windows = dates.Ranges.Where(range => range.IsPossible).Select(range => Read(text, range))
            .Concat(dates.Days.Where(day => day.Date.Exists).Select(day => Deadline(text, day)));
        foreach (var window in windows.OfType<Window>().OrderBy(w => w.Range.Start))
        {
            var (key, range) = ((window.Kind, window.Year ?? usual), window.Range);
            if (first.TryAdd(key, window) || first[key].SameAs(window) || !told.Add((window.Kind, range.From, range.To))) continue;
            yield return Differs(text, first[key], window);
        }
    }

    private static NoticeFinding Differs(NoticeText text, Window other, Window window)
    {
        var (zh, en) = window.Kind.StartsWith(nameof(Benefits), StringComparison.Ordinal) ? ("待遇享受期", "period of benefits") : ("集中缴费期", "collection window");
        return new(NoticeCodes.WindowDates,
            $"{zh}前后不一致：一处为{other.Shown("至")}，另一处为{window.Shown("至")}。",
            $"The {en} is stated twice with different dates: {other.Shown("–")} and {window.Shown("–")}.",
            [text.Clause(other.Range.Start, other.Range.End), text.Clause(window.Range.Start, window.Range.End)]);
    }

    /// <summary>缴费截止时间为12月31日 should be the last day of the window.</summary>
    private static Window? Deadline(NoticeText text, NoticeDay day)
    {
        var before = text.SentenceBefore(day.Start, SubjectReach);
        var label = Until().Match(before);
        if (!label.Success || Changed().IsMatch(before)) return null;
        var range = new NoticeRange(day.Date, day.Date, YearsWritten: false, day.Start, day.End);
        return new(range, nameof(Paying) + Apartness(before[..label.Index]), YearIn(before), IsDeadline: true);
    }

    /// <summary>A span that a label, before or behind it or in the heading above, makes a window.</summary>
    private static Window? Read(NoticeText text, NoticeRange range)
    {
        var before = text.SentenceBefore(range.Start, SubjectReach);
        if (Changed().IsMatch(before[Math.Max(0, before.Length - LabelReach * 2)..])) return null;
        var label = Before().Match(before);
        var subject = label.Success ? before[..label.Index] : before;
        if (!label.Success)
            label = After().Match(text.Folded[range.End..Math.Min(text.Folded.Length, range.End + LabelReach)]);
        if (!label.Success && Numbering().IsMatch(before) && text.LineStarts[text.LineAt(range.Start)] + before.Length == range.Start)
        {
            label = Heading().Match(text.HeadingAbove(range.Start));
            subject = text.HeadingAbove(range.Start)[..label.Index];
        }
        if (!label.Success || OtherInsurance().IsMatch(subject[(subject.LastIndexOf(',') + 1)..])) return null;
        // Who pays late has benefits late.
        if (label.Groups["benefit"].Success && Condition().IsMatch(subject)) return null;
        var kind = label.Groups["benefit"].Success ? nameof(Benefits)
            : !label.Value.Contains("集中", StringComparison.Ordinal) && OnlyRegistration().IsMatch(label.Groups["pay"].Value) ? "登记" : nameof(Paying);
        return new(range, kind + Apartness(subject), YearIn(subject));
    }

    private static int? YearIn(string subject) =>
        Year().Matches(subject).LastOrDefault() is { } named ? NoticeNumber.Parse(named.Groups["y"].Value) : null;

    /// <summary>
    /// Windows of the same kind should agree: a stage of its own or other persons make another kind. Who missed a window is not whom it is for.
    /// </summary>
    private static string Apartness(string subject)
    {
        var clause = subject[(subject.LastIndexOf(',') + 1)..];
        var apart = string.Concat(Apart().Matches(clause).Select(m => m.Value));
        if (Refers().IsMatch(clause) && !Priced().IsMatch(clause)) return apart;
        return apart + ((Persons.In(clause) ?? Persons.In(subject)) is { AreEverybody: false } persons ? persons.Key : Schools().Match(subject).Value);
    }

    /// <summary>The year that the notice is about: the one that most often has 年度 behind it.</summary>
    private static int? UsualYear(NoticeText text) =>
        Year().Matches(text.Folded).GroupBy(m => m.Groups["y"].Value).MaxBy(g => g.Count()) is { } year ? NoticeNumber.Parse(year.Key) : null;

    [GeneratedRegex(Label + Filling + "$")]
    private static partial Regex Before();

    [GeneratedRegex("^[为是](?<subject>[^,。;\n\t]{0,12}?)" + Label + @"(?![前后内外])")]
    private static partial Regex After();

    [GeneratedRegex("(?:集中)?(?:参保)?(?:缴费|征缴|筹资|参保|征收)(?:期|工作)?(?:的)?(?:截止|截至|结束)(?:时间|日期|期限|日)?(?:统一)?[为是:到至于]?$")]
    private static partial Regex Until();

    [GeneratedRegex(Label + "(?:及[^。]{0,10})?:?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.])?(?:自|从|为)?$")]
    private static partial Regex Numbering();

    [GeneratedRegex("延长|延期|调整|变更|顺延|上年|去年")]
    private static partial Regex Changed();

    [GeneratedRegex("第[一二三四1-4][阶批次轮]|补缴|补办|补充|线上|线下|网上|自助|窗口|柜台|银行|中途|非$|二次|零星|特殊|预$|集中期外")]
    private static partial Regex Apart();

    [GeneratedRegex("(?:错过|未在|超过|逾|不在|没有在|在|于|对(?!象)|除|按|同)[^,]{0,6}$")]
    private static partial Regex Refers();

    [GeneratedRegex("职工|灵活就业|补充|意外|商业|惠民|护理")]
    private static partial Regex OtherInsurance();

    [GeneratedRegex("^(?!.*集中).*(?:缴费|参保|补缴|办理|登记|缴纳|出生|转入|迁入)的")]
    private static partial Regex Condition();

    [GeneratedRegex("学生|儿童|高校|院校|学校")]
    private static partial Regex Priced();

    [GeneratedRegex("高校|院校|学校")]
    private static partial Regex Schools();

    [GeneratedRegex("^(?:参保|办理)*登记")]
    private static partial Regex OnlyRegistration();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年度")]
    private static partial Regex Year();
}
