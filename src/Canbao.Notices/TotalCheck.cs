using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>Standard and subsidy do not make the total that the notice states: 400 + 700 is not 1080.</summary>
internal static partial class TotalCheck
{
    public static IEnumerable<NoticeFinding> Find(NoticeText text, IReadOnlyList<StatedAmount> amounts, StatedStandards standards)
    {
        StatedAmount[] subsidies = [.. amounts.Where(a => a is { Role: AmountRole.Subsidy, AmountFen: > 0 }).DistinctBy(a => (a.Year, a.AmountFen, a.IsExact))];
        StatedAmount[] bases = [.. standards.Stated.Where(s => s.Persons.AreEverybody || s.Persons.IsPricedApart)
            .DistinctBy(s => (s.Year, s.Tier, s.Persons, s.AmountFen)).Take(MaxTerms)];
        var told = new HashSet<(long, int?)>();
        foreach (var total in amounts.Where(a => a is { Role: AmountRole.Total, IsExact: true }))
        {
            var terms = Terms(text, total, amounts, bases, subsidies);
            if (terms.Count == 0 || terms.Any(t => t.Any(a => !a.IsExact) || t.Sum(a => a.AmountFen) == total.AmountFen)) continue;
            if (terms.Any(t => t[0].AmountFen == total.AmountFen)) continue;
            if (told.Add((total.AmountFen, total.Year))) yield return Differs(text, total, terms.MinBy(t => t.Max(a => Math.Abs(a.Start - total.Start)))!);
        }
    }

    private const int MaxTerms = 50;

    /// <summary>What the total may be made of: standard and subsidy of its year, or, for a mere 合计, what its own sentence lists before it.</summary>
    private static List<StatedAmount[]> Terms(
        NoticeText text, StatedAmount total, IReadOnlyList<StatedAmount> amounts, StatedAmount[] bases, StatedAmount[] subsidies)
    {
        if (!OfAll().IsMatch(text.Folded.AsSpan(total.Start, total.FigureStart - total.Start)))
        {
            StatedAmount[] listed = [.. InSentence(amounts, total).TakeWhile(a => a != total)
                .Where(a => a.Role is AmountRole.Standard or AmountRole.OwnShare or AmountRole.Subsidy or AmountRole.Assistance)];
            return listed.Length == 2 && listed[0].Role != listed[1].Role ? [listed] : [];
        }
        var own = bases.Where(b => b.Persons == total.Persons).ToArray();
        return [.. from standard in total.Persons.AreEverybody || own.Length == 0 ? bases : own
                   where Agree(standard.Year, total.Year) && (total.Tier.Length == 0 || standard.Tier == total.Tier)
                   from subsidy in subsidies.Take(MaxTerms)
                   where Agree(subsidy.Year, total.Year) && Agree(subsidy.Year, standard.Year)
                   select (StatedAmount[])[standard, subsidy]];
    }

    private static IEnumerable<StatedAmount> InSentence(IReadOnlyList<StatedAmount> amounts, StatedAmount one) =>
        amounts.Where(a => a.Sentence == one.Sentence);

    private static bool Agree(int? a, int? b) => a is null || b is null || a == b;

    private static NoticeFinding Differs(NoticeText text, StatedAmount total, StatedAmount[] terms)
    {
        var sum = $"{string.Join(" + ", terms.Select(t => Yuan.Format(t.AmountFen)))} = {Yuan.Format(terms.Sum(t => t.AmountFen))}";
        return new(NoticeCodes.Total,
            $"各项之和不等于总额：{sum}元，总额写为{Yuan.Format(total.AmountFen)}元。",
            $"The terms do not make the total: {sum} yuan, not {Yuan.Format(total.AmountFen)}.",
            [text.Clause(total.Start, total.End), .. terms.Select(t => text.Clause(t.Start, t.End))]);
    }

    [GeneratedRegex("筹资")]
    private static partial Regex OfAll();
}
