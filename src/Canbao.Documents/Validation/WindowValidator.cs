using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Validation;

/// <summary>Every day of the collection year lies in exactly one window, and every payable window says price, assistance and cover.</summary>
internal static class WindowValidator
{
    private static readonly ValueList<QuoteStatus> WindowStatuses =
        [QuoteStatus.Open, QuoteStatus.OpenLate, QuoteStatus.OpenFullCost, QuoteStatus.Closed, QuoteStatus.Undetermined];

    private static readonly ValueList<QuoteStatus> CaseStatuses =
        [QuoteStatus.OpenSpecial, QuoteStatus.OpenFullCost, QuoteStatus.AutoEnrolled, QuoteStatus.NoPaymentRequired, QuoteStatus.Closed,
            QuoteStatus.Undetermined];

    public static void Validate(Policy policy, List<Diagnostic> problems)
    {
        ValidateSequence(policy, problems);
        foreach (var window in policy.Windows) ValidateTerms(window.Terms, WindowStatuses, problems);
        foreach (var item in policy.Circumstances.SelectMany(c => c.Cases)) ValidateTerms(item.Terms, CaseStatuses, problems);
        foreach (var terms in policy.Windows.Select(w => w.Terms).Concat(policy.Circumstances.SelectMany(c => c.Cases).Select(c => c.Terms)))
            ValidateCover(policy, terms, problems);
    }

    private static void ValidateSequence(Policy policy, List<Diagnostic> problems)
    {
        if (policy.Windows.Count == 0)
        {
            problems.Add(new(DiagnosticCodes.Windows, policy.Notice.Position with { Line = 1, Column = 1 }, "a policy needs at least one window"));
            return;
        }
        for (var i = 0; i < policy.Windows.Count; i++)
        {
            var window = policy.Windows[i];
            if (window.From > window.To) Report(window, $"it ends on {window.To:yyyy-MM-dd}, before it begins");
            var expected = i == 0 ? window.From : policy.Windows[i - 1].To.AddDays(1);
            if (window.From != expected)
                Report(window, $"it begins on {window.From:yyyy-MM-dd}; the day after the window before it is {expected:yyyy-MM-dd} "
                    + "(declare closed days as a window)");
        }
        var last = policy.Windows[^1];
        if (last.To != policy.CollectionTo) Report(last,
            $"the last window must end on {policy.CollectionTo:yyyy-MM-dd}, not on {last.To:yyyy-MM-dd}");
        if (policy.Windows[0].From.AddYears(2) <= policy.CollectionTo) Report(policy.Windows[0], "the collection year is longer than two years");
        if (policy.Windows.Count(w => w.Terms.Status == QuoteStatus.Open) != 1)
            Report(policy.Windows[0], "exactly one window is the ordinary collection window (status: open)");

        void Report(Window window, string what) =>
            problems.Add(new(DiagnosticCodes.Windows, window.Terms.Rule.Position, $"window '{window.Terms.Rule.Id}': {what}"));
    }

    private static void ValidateTerms(Terms terms, ValueList<QuoteStatus> allowed, List<Diagnostic> problems)
    {
        if (!allowed.Contains(terms.Status))
            Report($"status {SnakeCase.Of(terms.Status)} is not allowed here; expected {string.Join(", ", allowed.Select(SnakeCase.Of))}");
        switch (terms.Status)
        {
            case QuoteStatus.Open or QuoteStatus.OpenLate or QuoteStatus.OpenSpecial:
                Expect(Price.IndividualStandard);
                break;
            case QuoteStatus.OpenFullCost:
                Expect(Price.FullCost);
                break;
            case QuoteStatus.AutoEnrolled or QuoteStatus.NoPaymentRequired:
                if (terms.Price != Price.Nothing) Report("its price must be nothing");
                if (terms.Cover is null) Report("'cover' is missing");
                break;
        }

        void Expect(Price price)
        {
            if (terms.Price != price) Report($"its price must be {SnakeCase.Of(price)}");
            if (terms.Assistance is null) Report("'assistance' is missing: granted, none or a reading");
            if (terms.Cover is null) Report("'cover' is missing");
        }

        void Report(string what) => problems.Add(new(DiagnosticCodes.Windows, terms.Rule.Position, $"'{terms.Rule.Id}': {what}"));
    }

    /// <summary>Cover lies in the benefit year and ends after it starts.</summary>
    private static void ValidateCover(Policy policy, Terms terms, List<Diagnostic> problems)
    {
        if (terms.Cover is not { } cover) return;
        foreach (var day in (DateOnly?[])[cover.On, cover.NotBefore, cover.Ends])
            if (day is { } d && d.Year != policy.BenefitYear)
                problems.Add(new(DiagnosticCodes.Windows, terms.Rule.Position,
                    $"'{terms.Rule.Id}': cover on {d:yyyy-MM-dd} lies outside the benefit year {policy.BenefitYear}"));
        if (cover.On > cover.Ends || cover.NotBefore > cover.Ends)
            problems.Add(new(DiagnosticCodes.Windows, terms.Rule.Position,
                $"'{terms.Rule.Id}': cover ends on {cover.Ends:yyyy-MM-dd}, before it starts"));
    }
}
