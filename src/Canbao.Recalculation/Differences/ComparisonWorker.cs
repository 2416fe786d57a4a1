using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation.Differences;

/// <summary>Quotes the residents of blocks under two policies. One thread.</summary>
internal sealed class ComparisonWorker(PolicyBook book, Policy before, Policy after, IRowReader reader, PlanCache plans, TierNumbers tiers)
    : IBlockWorker
{
    // Bounds what a run holds; where so many pairs are met, most of them will not come again.
    private const int MostPairs = 1 << 16;

    private readonly QuestionCheck _check = QuestionChecks.Under(before, after);
    private readonly ResidentBatch _batch = new(tiers);
    private readonly BatchQuoter _quoter = new(plans);
    private readonly ComparedSide _before = new(new(book, before, BaselineReach.Everybody)),
        _after = new(new(book, after, BaselineReach.Everybody, BaselinePlace.Second));
    private readonly Dictionary<(uint Before, uint After), long> _pairs = [];
    private readonly EarlyCollection _garbage = new();

    /// <summary>What the residents add up to whose blocks are done.</summary>
    public MoneyComparison Money { get; } = new();

    public void Process(Block block)
    {
        reader.Begin(block);
        while (reader.Read(_batch))
            if (_batch.Count > 0) Compare();
        Settle();
        RejectedRow.SortByLine(block.Rejects);
        _garbage.Collect();
    }

    /// <summary>Nothing: the totals of a comparison are of another kind.</summary>
    public void TakeCounts(PartTotals totals)
    {
    }

    public void Dispose()
    {
    }

    private void Compare()
    {
        // The engine may begin its numbers anew with any batch.
        Settle();
        _before.Quote(_batch, _quoter);
        _after.Quote(_batch, _quoter);
        for (var i = 0; i < _batch.Count; i++)
        {
            if (_before.Refuses(i) || _after.Refuses(i)) reader.Reject(_batch, i, Problems(i));
            else
            {
                var pair = (_before.NumberOf(i), _after.NumberOf(i));
                _pairs[pair] = _pairs.GetValueOrDefault(pair) + 1;
            }
        }
        if (_pairs.Count > MostPairs) Settle();
    }

    /// <summary>What is wrong with the question itself; else a date that cannot be moved into the year of a policy, which is told once.</summary>
    private IEnumerable<InputProblem> Problems(int resident)
    {
        var wanted = _batch.ProfileOf(resident).Profile;
        var problems = _check(new ResidentRequest(wanted.Region, wanted.BenefitYear, wanted.Revision, wanted.Profile, _batch.Dates(resident)));
        return problems.Count > 0 ? problems
            : _before.ProblemsOf(resident).Concat(_after.ProblemsOf(resident)).DistinctBy(problem => (problem.Code, problem.Field));
    }

    private void Settle()
    {
        foreach (var (pair, residents) in _pairs) Money.Add(_before[pair.Before], _after[pair.After], residents);
        _pairs.Clear();
    }
}
