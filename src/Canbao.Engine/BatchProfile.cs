namespace Canbao.Engine;

/// <summary>A distinct profile of a batch: the plan that answers it, or why nothing does. <see cref="BatchQuoter.Resolve"/> makes it.</summary>
public readonly record struct BatchProfile
{
    public BatchProfile(Plan plan) => Plan = plan;

    public BatchProfile(RowError error) => Error = error;

    public Plan? Plan { get; }

    public RowError? Error { get; }
}
