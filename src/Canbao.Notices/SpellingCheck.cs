using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Two names of categories that differ in one character inside: probably a typing error.</summary>
internal static partial class SpellingCheck
{
    /// <summary>Shorter names differ in one character for good reasons.</summary>
    private const int MinCore = 5, MaxCore = 14, MaxList = 1_000;

    public static IEnumerable<NoticeFinding> Find(NoticeText text)
    {
        var first = CategoryName.In(text, 0, text.Folded.Length).Where(n => n.LooksLikeOne && n.Core.Length is >= MinCore and <= MaxCore)
            .DistinctBy(n => n.Core).ToArray();
        // Names that become the same without one character, or with one masked, are near; so no name is compared with every other.
        var near = new Dictionary<string, CategoryName>();
        foreach (var name in first)
        {
            foreach (var key in Keys(name.Core))
            {
                if (near.TryAdd(key, name) || near[key] is not { } other || !IsNear(name.Core, other.Core) || InOneList(text, other, name)) continue;
                yield return new(NoticeCodes.CategorySpelling,
                    $"“{other.Name}”与“{name.Name}”只差一字，疑为同一类人员的笔误。",
                    $"“{other.Name}” and “{name.Name}” differ in one character: probably a typing error.",
                    [text.Passage(other.Start, other.End), text.Passage(name.Start, name.End)]);
                break;
            }
        }
    }

    /// <summary>One character inside is missing, or is another one; and it is none that makes another category.</summary>
    public static bool IsNear(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (shorter.Length < MinCore || longer.Length - shorter.Length > 1 || a == b) return false;
        var at = 0;
        while (at < shorter.Length && shorter[at] == longer[at]) at++;
        if (at == 0 || at >= longer.Length - 1 || IsMeaningful(longer[at])) return false;
        if (shorter.Length < longer.Length) return longer.AsSpan(at + 1).SequenceEqual(shorter.AsSpan(at));
        return shorter.Length > MinCore && !IsMeaningful(shorter[at]) && longer.AsSpan(at + 1).SequenceEqual(shorter.AsSpan(at + 1));
    }

    /// <summary>The core itself, and what it becomes without or with a mask for each inner character.</summary>
    private static IEnumerable<string> Keys(string core)
    {
        yield return core;
        for (var i = 1; i < core.Length - 1; i++)
        {
            yield return core.Remove(i, 1);
            yield return core[..i] + '*' + core[(i + 1)..];
        }
    }

    /// <summary>Who writes both names in one sentence means two categories.</summary>
    private static bool InOneList(NoticeText text, CategoryName a, CategoryName b)
    {
        var (start, end) = (Math.Min(a.Start, b.Start), Math.Max(a.Start, b.Start));
        return end - start <= MaxList && text.Folded.AsSpan(start, end - start).IndexOfAny('。', ';', '\n') < 0;
    }

    private static bool IsMeaningful(char c) => Meaningful().IsMatch([c]);

    [GeneratedRegex(@"[不非未已无有一二三四五六七八九十\d上下高低大小老新男女城乡农镇县市区省内外前后]")]
    private static partial Regex Meaningful();
}
