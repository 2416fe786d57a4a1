using System.Globalization;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Cells;

/// <summary>The values of rules in words.</summary>
internal static class CellText
{
    public const string NotStated = "not stated";

    public static string Money(long? fen) => fen is { } amount ? $"{Yuan.Format(amount)} yuan" : NotStated;

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } d ? $"{d:yyyy-MM-dd}" : NotStated;

    public static string List(IEnumerable<string> items) => string.Join(", ", items);

    /// <summary>The value, and the reading that chose it.</summary>
    public static string Of<T>(Choice<T> choice) where T : struct, Enum => SnakeCase.Of(choice.Value) + By(choice.Reading);

    public static string By(Reading? reading) => reading is null ? "" : $" (reading {reading.Id})";

    public static string Of(Conditions when)
    {
        var parts = new List<string>();
        foreach (var (flag, wanted) in when.Flags) Flag(SnakeCase.Of(flag), wanted);
        Flag("born_in_benefit_year", when.BornInBenefitYear);
        Flag("event_in_benefit_year", when.EventInBenefitYear);
        if (when.HoldsAnyOf is { } identities) parts.Add($"holds any of {List(identities)}");
        Range("paid", when.PaidFrom, when.PaidTo);
        if (when.PaidOnDays is { } days) parts.Add($"paid on days {days.From} to {days.To} of a month");
        Range("born", when.BornFrom, when.BornTo);
        Range("event", when.EventFrom, when.EventTo);
        Limit("birth", when.DaysSinceBirthAtMost);
        Limit("event", when.DaysSinceEventAtMost);
        return parts.Count == 0 ? "always" : string.Join("; ", parts);

        void Flag(string name, bool? wanted)
        {
            if (wanted is { } value) parts.Add($"{name} {(value ? "yes" : "no")}");
        }

        void Range(string name, DateOnly? from, DateOnly? to)
        {
            if (from is not null) parts.Add($"{name} from {Day(from)}");
            if (to is not null) parts.Add($"{name} to {Day(to)}");
        }

        void Limit(string name, DayLimit? limit)
        {
            if (limit is not null) parts.Add($"at most {limit.Days} days since {name}, counted {Of(limit.Counted)}");
        }
    }

    public static string Of(CoverRule cover)
    {
        var start = cover.Starts switch
        {
            CoverStart.On => $"from {Day(cover.On)}",
            CoverStart.AfterDays => $"{cover.After!.Days} days after the payment, counted {Of(cover.After.Counted)}",
            CoverStart.NextMonth => "from the first of the next month",
            CoverStart.Payment => "from the payment",
            CoverStart.Birth => "from the birth",
            CoverStart.Event => "from the event",
            _ => $"start {NotStated}",
        };
        var notBefore = cover.NotBefore is null ? "" : $", not before {Day(cover.NotBefore)}{By(cover.NotBeforeReading)}";
        var wait = cover.WaitStated ? cover.Starts is CoverStart.AfterDays or CoverStart.NextMonth ? "" : ", no wait" : $", wait {NotStated}";
        return $"{start}{notBefore}{wait}, {(cover.Ends is null ? $"end {NotStated}" : $"to {Day(cover.Ends)}")}";
    }
}
