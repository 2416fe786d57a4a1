using BenchmarkDotNet.Attributes;
using Canbao.Policies.Interpretation;

namespace Canbao.Benchmarks;

/// <summary>The meaning itself: one interpretation per resident.</summary>
public class InterpreterBenchmark
{
    private const int Residents = 1_000;

    private readonly Workload _workload = new(Residents);

    /// <summary>Sum of the fees, fen.</summary>
    [Benchmark(OperationsPerInvoke = Residents)]
    public long Interpret()
    {
        var fees = 0L;
        foreach (var resident in _workload.Residents)
            fees += Interpreter.Quote(resident.Policy, resident.Profile, Workload.SituationOf(resident)).FeeFen ?? 0;
        return fees;
    }
}
