using Canbao.Policies;

namespace Canbao.Engine;

/// <summary>Answers batches in columns: profiles are resolved under a book, then residents are answered with their plans.</summary>
public sealed class BatchQuoter(PlanCache plans)
{
    /// <summary>A batch of new profiles must not wash out the plans of all others.</summary>
    public const int MostKeptOfOneBatch = 2_048;

    /// <summary>Plans that are kept, by the bytes with which they were asked for under a book.</summary>
    public PlanAliases AliasesOf(PolicyBook book) => plans.AliasesOf(book);

    /// <summary>The plan of a profile under the policy that it asks for; or what is wrong, as a single quote would say it.</summary>
    public BatchProfile Resolve(PolicyBook book, string region, long year, long revision, Profile profile)
    {
        var timeline = book.Find(region, year, revision, out var lookup);
        if (timeline is null) return new(new RowError(!lookup.IsInvalid, [lookup.Problem]) { CannotBeChecked = true });
        if (plans.TryFind(timeline, profile, out var plan)) return new(plan);
        var problems = InputCheck.Profile(timeline, profile);
        return problems.Count > 0 ? new(new RowError(false, problems)) : new(plans.NewPlan(timeline, profile));
    }

    /// <summary>One resident: the answer, or everything that is wrong with the question.</summary>
    public Answer Quote(PolicyBook book, in ResidentRequest request) =>
        Resolve(book, request.Region, request.BenefitYear, request.Revision, request.Profile).AnswerTo(request.Dates);

    /// <summary>
    /// A bad row has an error as its answer. Throws for columns that do not pass <see cref="BatchCheck"/>. Plans that are worth keeping are kept
    /// afterwards, as many as one batch may bring.
    /// </summary>
    public void Quote(BatchRequest batch, BatchAnswer answer)
    {
        if (BatchCheck.Columns(batch, int.MaxValue, out var good) is { } problem)
            throw new ArgumentException($"{problem.Field}: {problem.Message}", nameof(batch));
        Quote(good, answer);
    }

    /// <summary>As the other one, for columns that have passed.</summary>
    public void Quote(in CheckedBatch good, BatchAnswer answer)
    {
        new BatchRun(good.Batch, answer).Answer();
        UsePlans(good.Batch.Profiles.Span);
    }

    /// <summary>As the other one, with an answer of its own.</summary>
    public BatchAnswer Quote(BatchRequest batch)
    {
        var answer = new BatchAnswer();
        Quote(batch, answer);
        return answer;
    }

    private void UsePlans(ReadOnlySpan<BatchProfile> profiles)
    {
        var (kept, pool, touchedBefore) = (0, (AnswerPool?)null, plans.Given - plans.TouchedAfter);
        foreach (ref readonly var profile in profiles)
        {
            if (profile.Plan is not { } plan) continue;
            if (plan.IsWorthKeeping && kept++ < MostKeptOfOneBatch) plans.Keep(plan);
            if (plan.LastTouched < touchedBefore) plans.Touch(plan);
            if (ReferenceEquals(plan.Pool, pool)) continue;
            pool = plan.Pool;
            plans.Use(pool);
        }
    }
}
