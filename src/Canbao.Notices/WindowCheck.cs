using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>The collection window is stated twice, with different dates.</summary>
internal static partial class WindowCheck
{
    private const int LabelReach = 24;

    /// <summary>集中 with a word of paying and a word of time; 集中宣传期 is no window. Nothing but filling words may follow.</summary>
    private const string
        Label = "集中[征缴费参保筹资收纳登记办理预]{1,8}(?:期间|期限|期|时间|时限)",
        Filling = "(?:(?:时间)?(?:统一)?(?:确定|定|原则上)?[为是自从在:(]|即){0,3}";

    public static IEnumerable<NoticeFinding> Find(NoticeText text)
    {
        // Linear, whatever the notice holds: each window is compared with the first of its kind and reported once per dates.
        var first = new Dictionary<string, NoticeRange>();
        var told = new HashSet<(string, NoticeDate, NoticeDate)>();
        foreach (var range in NoticeRange.All(text))
        {
            if (Kind(text, range) is not { } kind) continue;
            if (first.TryAdd(kind, range) || first[kind].SameAs(range) || !told.Add((kind, range.From, range.To))) continue;
            var other = first[kind];
            yield return new(NoticeCodes.WindowDates,
                $"集中缴费期前后不一致：一处为{other.Shown("至")}，另一处为{range.Shown("至")}。",
                $"The collection window is stated twice with different dates: {other.Shown("–")} and {range.Shown("–")}.",
                [text.Clause(other.Start, other.End), text.Clause(range.Start, range.End)]);
        }
    }

    /// <summary>Windows of the same kind should agree: another year, a stage of its own or pupils make another kind.</summary>
    private static string? Kind(NoticeText text, NoticeRange range)
    {
        var before = text.SentenceBefore(range.Start, LabelReach * 2);
        var label = Before().Match(before);
        if (!label.Success && !After().IsMatch(text.Folded.AsSpan(range.End, Math.Min(LabelReach, text.Folded.Length - range.End)))) return null;
        if (Changed().IsMatch(before)) return null;
        var subject = before[(before.LastIndexOf(',') + 1)..];
        return string.Concat(Apart().Matches(subject).Select(m => m.Value));
    }

    [GeneratedRegex(Label + Filling + "$")]
    private static partial Regex Before();

    [GeneratedRegex("^[为是][^,。;\n\t]{0,12}" + Label)]
    private static partial Regex After();

    [GeneratedRegex("延长|延期|调整|变更|顺延|上年|去年")]
    private static partial Regex Changed();

    [GeneratedRegex(@"\d{4}年度|第[一二三四1-4][阶批次轮]|学生|高校|院校|学校|补缴")]
    private static partial Regex Apart();
}
