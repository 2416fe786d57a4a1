using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>The days that the quotations of a rule name.</summary>
internal static partial class QuotedDays
{
    /// <summary>Month and day (the end of a month may be 月底); and the year, where the quotation puts one before them.</summary>
    public static bool Contain(Rule rule, DateOnly day)
    {
        var year = $"(?:(?<![0-9]){day.Year}年的?|(?<![0-9]年)(?<![0-9]年的)(?<![0-9]))";
        var pattern = day.AddDays(1).Day == 1 ? $"{year}{day.Month}月(?:{day.Day}日|底)" : $"{year}{day.Month}月{day.Day}日";
        return QuotedPattern.IsIn(rule, pattern);
    }

    /// <summary>The first and the last day of every year that is named.</summary>
    public static bool ContainYearOf(Rule rule, DateOnly day) =>
        (day is { Month: 1, Day: 1 } or { Month: 12, Day: 31 }) && QuotedPattern.IsIn(rule, $"(?<![0-9]){day.Year}年");

    /// <summary>The periods of days that are named, such as 90 of 90日内.</summary>
    public static IEnumerable<int> Periods(Rule rule) => rule.Clauses.SelectMany(c => Period().Matches(FoldedText.HalfWidth(c.Quotation)))
        .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct();

    [GeneratedRegex("(?<![月0-9])([0-9]{1,3})[日天]")]
    private static partial Regex Period();
}
