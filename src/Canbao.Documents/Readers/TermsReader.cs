using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Documents.Readers;

/// <summary>Reads conditions, terms and cover.</summary>
internal static class TermsReader
{
    public static Conditions Conditions(this MapReader reader, string key = "when")
    {
        if (reader.MapOrNull(key) is not { } when) return Policies.Model.Conditions.None;
        var conditions = new Conditions
        {
            Flags = [.. FlagConditions(when)],
            HoldsAnyOf = when.Has("holds_any_of") ? when.Identities("holds_any_of") : null,
            PaidFrom = when.DateOrNull("paid_from"),
            PaidTo = when.DateOrNull("paid_to"),
            DaysSinceBirthAtMost = when.DayLimitOrNull("days_since_birth_at_most"),
            DaysSinceEventAtMost = when.DayLimitOrNull("days_since_event_at_most"),
            BornInBenefitYear = when.FlagOrNull("born_in_benefit_year"),
            PaidOnDays = when.MapOrNull("paid_on_days")?.DaysOfMonth(),
            EventInBenefitYear = when.FlagOrNull("event_in_benefit_year"),
            EventFrom = when.DateOrNull("event_from"),
            EventTo = when.DateOrNull("event_to"),
            BornFrom = when.DateOrNull("born_from"),
            BornTo = when.DateOrNull("born_to"),
        };
        when.Close();
        return conditions;
    }

    private static IEnumerable<FlagCondition> FlagConditions(MapReader when)
    {
        foreach (var flag in ProfileFlags.OfConditions.ToArray())
            if (when.FlagOrNull(SnakeCase.Of(flag)) is { } wanted) yield return new(flag, wanted);
    }

    /// <summary>The keys that windows and cases of circumstances share.</summary>
    public static Terms Terms(this MapReader reader)
    {
        var status = reader.Enumeration<QuoteStatus>("status");
        return new Terms(reader.Rule(), status)
        {
            Price = reader.EnumerationOrNull<Price>("price") ?? Price.Unspecified,
            Assistance = reader.ChoiceOrNull<AssistanceMode>("assistance"),
            Cover = reader.MapOrNull("cover")?.Cover(),
            Continuity = reader.Choice("continuity", ContinuityMode.Applies),
            Unspecified = reader.SubjectCodes("unspecified"),
        };
    }

    private static CoverRule Cover(this MapReader reader)
    {
        var starts = reader.Enumeration<CoverStart>("starts");
        var cover = new CoverRule(starts)
        {
            On = starts == CoverStart.On ? reader.Date("on") : null,
            After = starts == CoverStart.AfterDays ? reader.DayLimit() : null,
            NotBefore = reader.DateOrNull("not_before"),
            NotBeforeReading = reader.ReadingOrNull("not_before_reading"),
            WaitStated = WaitStated(reader, starts),
            Ends = reader.ScalarOrNull("ends") is { Text: "unspecified" } ? null : reader.Date("ends"),
        };
        reader.Close();
        return cover;
    }

    private static bool WaitStated(MapReader reader, CoverStart starts)
    {
        if (reader.ScalarOrNull("wait") is not { } scalar)
        {
            if (starts == CoverStart.Unspecified) reader.Context.Report(DiagnosticCodes.MissingKey, reader.Position,
                "'wait' is missing: none or unspecified");
            return true;
        }
        return scalar.Text switch
        {
            "none" => true,
            "unspecified" => false,
            _ => reader.Bad<bool>(scalar, "wait", "none or unspecified"),
        };
    }

    /// <summary>Days of the month, from and to.</summary>
    public static DayRange DaysOfMonth(this MapReader reader)
    {
        var range = new DayRange(reader.Number("from", 1, 31), reader.Number("to", 1, 31));
        if (range.From > range.To) reader.Context.Report(DiagnosticCodes.BadValue, reader.Position, "the days of the month end before they begin");
        reader.Close();
        return range;
    }

    private static DayLimit? DayLimitOrNull(this MapReader reader, string key)
    {
        if (reader.MapOrNull(key) is not { } limit) return null;
        var result = limit.DayLimit();
        limit.Close();
        return result;
    }

    private static DayLimit DayLimit(this MapReader reader) =>
        new(reader.Number("days", 1, 400), reader.Choice("counted", DayCount.ResidentGetsTheDay));
}
