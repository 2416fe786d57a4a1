using System.Text.RegularExpressions;
using Canbao.Policies;

namespace Canbao.Notices;

/// <summary>One figure has two years, or the fiscal subsidy is another year's than the fee.</summary>
internal static partial class YearLabelCheck
{
    public static IEnumerable<NoticeFinding> Find(NoticeText text, StatedStandards standards, IReadOnlyList<StatedSubsidy> subsidies)
    {
        var fees = standards.Stated.Where(s => s.Year is not null).ToArray();
        StatedSubsidy[] dated = [.. subsidies.Where(s => s.Year is not null)];
        return
        [
            .. dated.GroupBy(s => s.AmountFen).SelectMany(same => TwoYears(text, same.Key, "财政补助标准", "fiscal subsidy",
                [.. same.Select(s => (s.Year!.Value, s.Start, s.End))])),
            .. fees.GroupBy(s => (s.AmountFen, s.Tier, s.Persons)).SelectMany(same => TwoYears(text, same.Key.AmountFen, "个人缴费标准",
                "individual standard", [.. same.Select(s => (s.Year!.Value, s.Start, s.End))])),
            .. OtherYear(text, dated, fees),
        ];
    }

    private static IEnumerable<NoticeFinding> TwoYears(NoticeText text, long fen, string zh, string en, (int Year, int Start, int End)[] places)
    {
        var first = places[0];
        foreach (var others in places.Where(p => p.Year != first.Year).GroupBy(p => p.Year))
        {
            var other = others.First();
            if (others.Any(p => AreToldApart(text, first, p))) continue;
            ValueList<NoticePassage> passages = [text.Clause(first.Start, first.End), .. others.Select(p => text.Clause(p.Start, p.End))];
            if (passages.Any(p => Unchanged().IsMatch(p.Text))) continue;
            yield return new(NoticeCodes.YearLabel,
                $"{zh}{Yuan.Format(fen)}元的年份前后不一致：一处为{first.Year}年，另一处为{other.Year}年。",
                $"The {en} of {Yuan.Format(fen)} yuan has two years: {first.Year} and {other.Year}.", passages);
        }
    }

    /// <summary>
    /// Who writes both years into one paragraph, or one sentence for each year in the same words, means two years with the same figure.
    /// </summary>
    private static bool AreToldApart(NoticeText text, (int Year, int Start, int End) a, (int Year, int Start, int End) b)
    {
        if (text.LineAt(a.Start) == text.LineAt(b.Start)) return true;
        return Words(a) == Words(b);

        string Words((int Year, int Start, int End) place) => SomeYear().Replace(text.Clause(place.Start, place.End).Text, "");
    }

    /// <summary>No figure of the subsidy is labelled with the year that residents pay for.</summary>
    private static IEnumerable<NoticeFinding> OtherYear(NoticeText text, IReadOnlyList<StatedSubsidy> subsidies, StatedAmount[] fees)
    {
        if (subsidies.Count == 0 || BenefitYear(text, fees) is not { } fee || subsidies.Any(s => s.Year == fee.Year)) yield break;
        var places = subsidies.DistinctBy(s => s.Year).SelectMany(first => subsidies.Where(s => s.Year == first.Year));
        yield return new(NoticeCodes.YearLabel,
            $"财政补助标准所标年份（{string.Join('、', subsidies.Select(s => s.Year).Distinct())}年）与缴费年度（{fee.Year}年）不一致，未写明{fee.Year}年的补助标准。",
            $"The fiscal subsidy is labelled {string.Join(", ", subsidies.Select(s => s.Year).Distinct())}, the fee {fee.Year}; "
                + $"no figure is stated for {fee.Year}.",
            [.. places.Select(s => text.Clause(s.Start, s.End)), text.Clause(fee.Start, fee.End)]);
    }

    /// <summary>The newest year of a fee; where no fee has a year, the one that most often has 年度 behind it.</summary>
    private static (int Year, int Start, int End)? BenefitYear(NoticeText text, StatedAmount[] fees)
    {
        if (fees.MaxBy(s => s.Year) is { } fee) return (fee.Year!.Value, fee.Start, fee.End);
        var named = Named().Matches(text.Folded).GroupBy(m => m.Groups["y"].Value).MaxBy(g => g.Count());
        return named is null ? null : (NoticeNumber.Parse(named.Key), named.First().Index, named.First().Index + named.First().Length);
    }

    [GeneratedRegex(@"\s|\d{4}\s*年度?")]
    private static partial Regex SomeYear();

    [GeneratedRegex("持平|不变|保持|维持|延续|相同|一致")]
    private static partial Regex Unchanged();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年度")]
    private static partial Regex Named();
}
