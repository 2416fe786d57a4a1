using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Answers batches in columns: profiles are resolved under a book, then residents are answered with their plans.</summary>
public sealed class BatchQuoter(PlanCache plans)
{
    /// <summary>The plan of a profile under the policy that it asks for; or what is wrong, as a single quote would say it.</summary>
    public BatchProfile Resolve(PolicyBook book, string region, long year, long revision, Profile profile)
    {
        var timeline = book.Find(region, year, revision, out var lookup);
        if (timeline is null) return new(new RowError(!lookup.IsInvalid, [lookup.Problem]) { CannotBeChecked = true });
        if (plans.TryFind(timeline, profile, out var plan)) return new(plan);
        var problems = InputCheck.Profile(timeline, profile);
        return problems.Count > 0 ? new(new RowError(false, problems)) : new(plans.PlanFor(timeline, profile));
    }

    /// <summary>The columns must have passed <see cref="BatchCheck"/>. A bad row has an error as its answer.</summary>
    public void Quote(BatchRequest batch, BatchAnswer answer)
    {
        using var run = new BatchRun(batch, answer);
        run.Answer();
    }

    /// <summary>As the other one, with an answer of its own.</summary>
    public BatchAnswer Quote(BatchRequest batch)
    {
        var answer = new BatchAnswer();
        Quote(batch, answer);
        return answer;
    }
}
