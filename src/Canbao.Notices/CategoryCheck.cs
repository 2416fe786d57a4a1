using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>
/// A category stands in one list and is missing in another: the table and the departments' lists, or a list of persons to be assisted and the
/// sentences with amounts. Two lists are compared only where at least half of the one stands in the other: else they are about other things.
/// </summary>
internal static partial class CategoryCheck
{
    private const int ListReach = 300, MinList = 3;

    private sealed record List(IReadOnlyList<CategoryName> Names, int Start, int End);

    public static IEnumerable<NoticeFinding> Find(NoticeText text, IReadOnlyList<ContributionTable> tables)
    {
        ContributionTable[] ofStandard = [.. tables.Where(t => t.IsOfStandard)];
        ContributionRow[] assisted = [.. ofStandard.SelectMany(t => t.Rows.Where(t.IsAssisted))];
        var table = assisted.Length < 2 ? null : Table(text, [.. ofStandard.SelectMany(t => t.Rows)]);
        var paid = Paid(text);
        IEnumerable<NoticeFinding?> findings =
        [
            .. Departments(text).SelectMany(departments => table is null ? [] : (NoticeFinding?[])
            [
                Missing(text, table with { Names = [.. table.Names.Where(name => IsIn(assisted, name))] }, departments,
                    "资助标准表", "部门名单", "the table", "the departments' lists"),
                Missing(text, departments, table, "部门名单", "资助标准表", "the departments' lists", "the table"),
            ]),
            .. paid is null ? [] : Named(text).Select(named => Missing(text, named,
                table is null ? paid : paid with { Names = [.. paid.Names, .. table.Names] }, "资助对象名单", "资助标准", "the list of persons to be assisted",
                "the amounts of assistance")),
        ];
        return findings.OfType<NoticeFinding>();
    }

    private static NoticeFinding? Missing(NoticeText text, List list, List other, string zh, string otherZh, string en, string otherEn)
    {
        var normal = CategoryName.Normal(string.Join('、', other.Names.Select(n => n.Name)));
        var missing = list.Names.Where(name => !name.IsIn(normal) && !other.Names.Any(o => SpellingCheck.IsNear(name.Core, o.Core)))
            .DistinctBy(name => name.Core).ToArray();
        if (missing.Length == 0 || missing.Length * 2 > list.Names.Count) return null;
        var names = string.Join('、', missing.Select(name => name.Name));
        return new(NoticeCodes.CategoryMissing,
            $"{zh}列有“{names}”，{otherZh}中没有；应当写明是否资助、由谁认定。",
            $"{names}: in {en}, but not in {otherEn}; say whether they are assisted, and who confirms them.",
            [text.Passage(missing[0].Start, missing[^1].End), text.Passage(other.Start, other.End)]);
    }

    private static bool IsIn(IReadOnlyList<ContributionRow> rows, CategoryName name) =>
        rows.Any(row => row.Start <= name.Start && name.Start < row.NameEnd);

    /// <summary>The first row stands for the table; each row may name further categories in brackets.</summary>
    private static List Table(NoticeText text, IReadOnlyList<ContributionRow> rows) =>
        new([.. rows.SelectMany(row => CategoryName.In(text, row.Start, row.NameEnd))], rows[0].Start, rows[0].End);

    /// <summary>Sentences that name at least two departments, each with a list of its own.</summary>
    private static IEnumerable<List> Departments(NoticeText text)
    {
        var done = 0;
        foreach (Match match in Department().Matches(text.Folded))
        {
            if (match.Index < done) continue;
            done = text.BreakAfter(match.Index, "。\n\t]");
            if (Department().Count(text.Folded.AsSpan(match.Index, done - match.Index)) < 2) continue;
            CategoryName[] names = [.. CategoryName.In(text, match.Index, done).Where(name => name.LooksLikeOne)];
            if (names.Length >= MinList) yield return new(names, match.Index, done);
        }
    }

    /// <summary>Lists that end in 等困难群众 or 等由政府资助的对象.</summary>
    private static IEnumerable<List> Named(NoticeText text)
    {
        foreach (Match match in ListEnd().Matches(text.Folded))
        {
            var (start, depth) = (match.Index, 0);
            for (; start > 0 && match.Index - start < ListReach; start--)
            {
                var c = text.Folded[start - 1];
                if (c == ')') depth++;
                else if (c == '(') depth--;
                if (depth < 0 || "。;\n\t".Contains(c) || (depth == 0 && ",:".Contains(c))) break;
            }
            // What brackets name is a kind of what stands before them.
            var bare = Brackets().Replace(text.Folded[start..match.Index], m => new string(')', m.Length));
            CategoryName[] names = [.. CategoryName.In(text, start, match.Index).Where(n => bare[n.Start - start] != ')')];
            if (names.Length >= MinList) yield return new(names, start, match.Index);
        }
    }

    /// <summary>Every sentence that says what somebody is assisted with.</summary>
    private static List? Paid(NoticeText text)
    {
        var sentences = Sentence().Matches(text.Folded).Where(m => Help().IsMatch(m.Value) && Figure().IsMatch(m.Value)).ToArray();
        if (sentences.Length == 0) return null;
        var first = sentences[0];
        var shown = text.BreakBefore(first.Index + Help().Match(first.Value).Index, "。;,\n\t", ListReach);
        return new([.. sentences.Select(m => new CategoryName(m.Value, m.Index, m.Index + m.Length))], shown, text.BreakAfter(shown, "。;,\n\t"));
    }

    [GeneratedRegex($"{CategoryName.Department}(?::|(?:要|应)?(?={CategoryName.Duties}))")]
    private static partial Regex Department();

    [GeneratedRegex("等(?:由[一-龥]{2,6}资助(?:参保)?的?对象|困难群众|资助参保对象|资助对象|困难人员)")]
    private static partial Regex ListEnd();

    [GeneratedRegex(@"\([^()]{0,200}\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[^。\n]+")]
    private static partial Regex Sentence();

    [GeneratedRegex("资助|减免|代缴|(?<!财政|资金)补助")]
    private static partial Regex Help();

    [GeneratedRegex(@"\d%|\d元|全额")]
    private static partial Regex Figure();
}
