using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Targets;

/// <summary>Whether a scenario's results are good: right first, then fast enough for what is needed. A goal does not count.</summary>
/// <param name="Outcomes">Empty if there are no targets for it, or none are to be looked at.</param>
internal sealed record Verdict(ScenarioResult Result, IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Exit codes: a wrong, failed or missing answer; a need that was missed; ended before its time.</summary>
    public const int Broken = 1, Missed = 2, Stopped = 130;

    public static Verdict Of(ScenarioResult result, IReadOnlyDictionary<string, IReadOnlyList<Target>> targets) =>
        new(result, targets.TryGetValue(result.Scenario.Name, out var limits) ? Outcome.Of(limits, result) : []);

    public bool IsRight => Result.Errors == 0 && (Result.IsStopped || (Result.Checksum is not null && Result.Rounds.Count == Result.Scenario.Rounds));

    public bool IsMet => Needs.All(outcome => outcome.IsMet);

    /// <summary>One word for a table.</summary>
    public string Word => !IsRight ? "BROKEN" : Result.IsStopped ? "stopped" : !Needs.Any() ? "none" : IsMet ? "met" : "MISSED";

    private IEnumerable<Outcome> Needs => Outcomes.Where(outcome => outcome.IsNeed);

    public static int ExitCode(IReadOnlyCollection<Verdict> verdicts) =>
        verdicts.Any(verdict => !verdict.IsRight) ? Broken : verdicts.Any(verdict => !verdict.IsMet) ? Missed : 0;
}
