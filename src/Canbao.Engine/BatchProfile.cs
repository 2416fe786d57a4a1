namespace Canbao.Engine;

/// <summary>A distinct profile of a batch: the plan that answers it, or why nothing does. <see cref="BatchQuoter.Resolve"/> makes it.</summary>
public readonly record struct BatchProfile
{
    public BatchProfile(Plan plan) => Plan = plan;

    public BatchProfile(RowError error) => Error = error;

    public Plan? Plan { get; }

    public RowError? Error { get; }

    /// <summary>The answer for one resident of this profile: with an error everything that is wrong, also with the dates.</summary>
    public Answer AnswerTo(in ResidentDates dates)
    {
        var problems = DateReader.Read(dates, out var situation);
        if (Error is { CannotBeChecked: true }) return Answer.Of(Error);
        if (Error is not null || problems.Count > 0) return Answer.Of(new RowError(false, [.. Error?.Problems ?? [], .. problems]));
        return Plan!.Home is { } plans ? plans.AnswerTo(Plan, situation) : Plan.AnswerOn(situation);
    }
}
