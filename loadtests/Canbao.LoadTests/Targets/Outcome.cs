using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Targets;

/// <summary>A target beside what was measured.</summary>
/// <param name="Measured">Null if nothing was measured: then the target is missed.</param>
internal sealed record Outcome(Target Target, double? Measured)
{
    public bool IsNeed => Target.Kind == TargetKind.Need;

    public bool IsMet => Target.Figure.IsLeast ? Measured >= Target.Limit : Measured <= Target.Limit;

    /// <summary>Of the targets of a scenario, those of which its run can say something.</summary>
    public static IReadOnlyList<Outcome> Of(IReadOnlyList<Target> targets, ScenarioResult result) =>
    [
        .. targets.Select(target => new Outcome(target, target.Figure.Of(result)))
            .Where(outcome => outcome.Measured is not null || !outcome.Target.Figure.IsOfLongRuns),
    ];
}
