using System.Globalization;
using System.Text.RegularExpressions;
using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Tests.Mutations;

/// <summary>One value is replaced by another one that could stand there.</summary>
internal static partial class ValueCorruptions
{
    public static IEnumerable<Corruption> Of(Place root, KnownCodes codes)
    {
        foreach (var place in root.All().Where(p => p.Parent is not null && !Vocabulary.IsForPeople(p)))
        {
            if (place.Scalar is { } scalar)
                foreach (var corruption in OfScalar(place, scalar, codes)) yield return corruption;
            // A choice of a reading may be called like a key.
            if (place.Parent!.Key != "choices" && Vocabulary.Words.TryGetValue(place.Key, out var words))
                foreach (var word in words.Where(w => w != place.Scalar?.Text)) yield return place.Node is MapNode
                    ? new("reading replaced by a value", $"{Shown(place)} -> {word}", place, place.With(word))
                    : new("word", $"{Shown(place)} -> {word}", place, place.With(word));
        }
    }

    private static IEnumerable<Corruption> OfScalar(Place place, ScalarNode scalar, KnownCodes codes)
    {
        Corruption Changed(string kind, string text) => new(kind, $"{scalar.Text} -> {text}", place, place.With(text));
        var text = scalar.Text;
        if (Vocabulary.Amounts.Contains(place.Key) && Yuan.TryParse(text, out var fen))
            foreach (var other in Amounts(place, fen)) yield return Changed("amount", other);
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            foreach (var other in Days(day)) yield return Changed("date", $"{other:yyyy-MM-dd}");
        else if (Vocabulary.Numbers.Contains(place.Key) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            foreach (var other in Numbers(number)) yield return Changed("number", other);
        else if (text is "yes" or "no") yield return Changed("flag", text == "yes" ? "no" : "yes");
        else if (place.Key == "rate") foreach (var corruption in Rates(place, text)) yield return corruption;
        else if (place.Key is "of" or "tier") foreach (var tier in Tiers(place).Where(t => t != text)) yield return Changed("tier", tier);
        else if (place.Key == "fund") foreach (var fund in codes.Funds.Where(f => f != text)) yield return Changed("fund", fund);
        else if (place.Key == "recognised_by")
            foreach (var department in codes.Departments.Where(d => d != text)) yield return Changed("department", department);
        else if (place.Key is "choose" or "as_written")
            foreach (var choice in place.Parent!.Child("choices")!.Children().Where(c => c.Key != text)) yield return Changed(place.Key, choice.Key);
        else if (place.Key is "quote" or "section")
            foreach (var other in Quotations(place.Key, text)) yield return Changed(place.Key == "quote" ? "quotation" : "section", other);
        else if (place.Key is "reading" or "not_before_reading")
            foreach (var other in Readings(place).Where(r => r != text)) yield return Changed("reading", other);
    }

    /// <summary>A little more, a little less, ten times; and every other amount of the rule's own quotations.</summary>
    private static IEnumerable<string> Amounts(Place place, long fen)
    {
        var quoted = place.Above().Select(p => p.Child("quote")?.Scalar?.Text).FirstOrDefault(q => q is not null) ?? "";
        var figures = Figure().Matches(quoted).Select(m => m.Groups[1].Value);
        string[] near = [Yuan.Format(fen + 1000), Yuan.Format(Math.Abs(fen - 1000)), Yuan.Format(fen * 10), "0"];
        return near.Concat(figures).Concat(place.Key == "price" ? ["unspecified"] : []).Distinct().Where(a => a != Yuan.Format(fen));
    }

    private static IEnumerable<DateOnly> Days(DateOnly day) =>
        [day.AddDays(1), day.AddDays(-1), day.AddMonths(1), day.AddMonths(-1), day.AddYears(1)];

    private static IEnumerable<string> Numbers(int number) =>
        from other in (int[])[number + 1, number - 1, number * 2, number + 10]
        where other != number
        select other.ToString(CultureInfo.InvariantCulture);

    /// <summary>The rate alone, and the rate together with the amount that it makes.</summary>
    private static IEnumerable<Corruption> Rates(Place place, string text)
    {
        var cell = (MapNode)place.Parent!.Node;
        var standards = place.Above().Last().Child("standards")!.Children()
            .ToDictionary(s => s.Child("tier")!.Scalar!.Text, s => s.Child("amount")!.Scalar!.Text);
        foreach (var rate in Vocabulary.Rates.Where(r => r != text))
        {
            yield return new("rate", $"{text} -> {rate}", place, place.With(rate));
            if (place.Parent.Child("of")?.Scalar is not { } of || !standards.TryGetValue(of.Text, out var standard)) continue;
            Yuan.TryParse(standard, out var fen);
            var amount = Yuan.Format(fen * int.Parse(rate[..^1], CultureInfo.InvariantCulture) / 100);
            var both = cell with { Entries = [.. cell.Entries.Select(e => e.Key.Text switch
            {
                "rate" => e with { Value = new ScalarNode(rate, place.Node.Position) },
                "amount" => e with { Value = new ScalarNode(amount, place.Node.Position) },
                _ => e,
            })] };
            yield return new("rate and amount", $"{text} -> {rate} = {amount}", place, place.Parent.With(both));
        }
    }

    private static IEnumerable<string> Tiers(Place place) =>
        place.Above().Last().Child("standards")!.Children().Select(s => s.Child("tier")!.Scalar!.Text);

    private static IEnumerable<string> Readings(Place place) =>
        place.Above().Last().Child("readings")!.Children().Select(r => r.Child("id")!.Scalar!.Text);

    /// <summary>A character less; and the first or the last number one more.</summary>
    private static IEnumerable<string> Quotations(string key, string text)
    {
        if (key == "section") return [text + "一"];
        var found = Digits().Matches(text).ToArray();
        var numbers = found.Where((_, i) => i == 0 || i == found.Length - 1).Select(m => text[..m.Index]
            + (long.Parse(m.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + text[(m.Index + m.Length)..]);
        return [text[..^1], .. numbers];
    }

    private static string Shown(Place place) => place.Scalar?.Text ?? string.Join(", ", place.Children().Select(c => $"{{{c.Key}: {c.Scalar?.Text}}}"));

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*元")]
    private static partial Regex Figure();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
