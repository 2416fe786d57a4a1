using BenchmarkDotNet.Attributes;
using Canbao.Engine;

namespace Canbao.Benchmarks;

/// <summary>One plan, filled: a look-up per day of the collection year.</summary>
public class PlanBenchmark
{
    private const int Days = 365;

    private readonly Workload _workload = new(1);
    private readonly Plan _plan;

    public PlanBenchmark() => _plan = new Plan(_workload.Policy, _workload.Residents[0].Profile);

    /// <summary>Sum of the fees over the days, fen.</summary>
    [Benchmark(OperationsPerInvoke = Days)]
    public long LookUp()
    {
        var fees = 0L;
        var first = _workload.Policy.CollectionFrom;
        for (var day = 0; day < Days; day++) fees += _plan.QuoteOn(first.AddDays(day)).FeeFen ?? 0;
        return fees;
    }
}
