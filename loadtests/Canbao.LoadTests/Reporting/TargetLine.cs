using System.Globalization;
using Canbao.LoadTests.Targets;

namespace Canbao.LoadTests.Reporting;

/// <summary>A target and what was measured, as one line: of a need whether it is met, of a goal how far it is.</summary>
internal static class TargetLine
{
    public static string Of(Outcome outcome) => outcome.IsNeed ? Need(outcome) : Goal(outcome);

    private static string Need(Outcome outcome)
    {
        var least = outcome.Target.Figure.IsLeast ? "at least" : "at most";
        return $"need: {Measured(outcome)} of {least} {Limit(outcome)}: {(outcome.IsMet ? "met" : "MISSED")}";
    }

    private static string Goal(Outcome outcome) => $"goal: {Measured(outcome)} of {Limit(outcome)}{Times(outcome)}{(outcome.IsMet ? ": reached" : "")}";

    private static string Measured(Outcome outcome) => outcome.Measured is { } measured ? Format.Figure(measured) : "not measured";

    private static string Limit(Outcome outcome) => $"{Format.Figure(outcome.Target.Limit)} {outcome.Target.Figure.Unit}";

    /// <summary>What has shrunk is no number of times its limit.</summary>
    private static string Times(Outcome outcome)
    {
        if (outcome.Measured is not (> 0 and var measured)) return "";
        var times = measured / outcome.Target.Limit;
        return $", {times.ToString(times < 1 ? "0.00" : "0.0", CultureInfo.InvariantCulture)} times";
    }
}
