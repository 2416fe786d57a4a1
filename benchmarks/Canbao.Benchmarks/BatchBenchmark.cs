using BenchmarkDotNet.Attributes;
using Canbao.Engine;

namespace Canbao.Benchmarks;

/// <summary>A batch of 16,384 residents in columns; the plans are known after the warm-up.</summary>
public class BatchBenchmark
{
    private readonly Workload _workload = new();
    private readonly BatchQuoter _quoter;

    public BatchBenchmark() => _quoter = new BatchQuoter(_workload.Plans);

    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public long OneDate() => Fees(_workload.OneDate);

    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public long ManyDates() => Fees(_workload.ManyDates);

    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public long PersonalDates() => Fees(_workload.Batch);

    /// <summary>Sum of the fees, fen.</summary>
    private long Fees(BatchRequest batch)
    {
        var answer = _quoter.Quote(batch);
        var fees = 0L;
        foreach (var index in answer.AnswerIndex) fees += answer.Distinct[(int)index].Quote?.FeeFen ?? 0;
        return fees;
    }
}
