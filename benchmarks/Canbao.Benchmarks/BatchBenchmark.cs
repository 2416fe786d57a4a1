using BenchmarkDotNet.Attributes;
using Canbao.Engine;
using Canbao.Mapping;

namespace Canbao.Benchmarks;

/// <summary>A batch in columns, from resolved profiles to distinct answers and indices; the plans are known after the warm-up.</summary>
[InvocationCount(1_000)]
public class BatchBenchmark
{
    private BatchQuoter _quoter = null!;
    private ProfileResolver _resolver = null!;

    [Params(Benchmarks.Workload.BatchResidents, 4 * Benchmarks.Workload.BatchResidents)]
    public int Residents { get; set; } = Benchmarks.Workload.BatchResidents;

    public Workload Workload { get; private set; } = null!;

    public BatchAnswer Answer { get; } = new();

    public BatchRequest TwoPerCent { get; private set; } = null!;

    public BatchRequest TwentyPerCent { get; private set; } = null!;

    [GlobalSetup]
    public void SetUp()
    {
        Workload = new Workload(Residents);
        _quoter = new BatchQuoter(Workload.Plans);
        _resolver = new ProfileResolver(_quoter);
        (TwoPerCent, TwentyPerCent) = (Workload.PersonalDates(20), Workload.PersonalDates(200));
    }

    /// <summary>The profiles found by their bytes; the last one's plan.</summary>
    [Benchmark]
    public Plan? FindProfiles() => Workload.FindByAlias(_resolver);

    /// <summary>Distinct answers, as of every batch here.</summary>
    [Benchmark]
    public int OneDate() => Quote(Workload.OneDate);

    [Benchmark]
    public int ManyDates() => Quote(Workload.ManyDates);

    /// <summary>2 % have a personal date that their plan reads.</summary>
    [Benchmark]
    public int TwoPerCentPersonal() => Quote(TwoPerCent);

    [Benchmark]
    public int TwentyPerCentPersonal() => Quote(TwentyPerCent);

    /// <summary>As they were generated: 5 % have a personal date, most of them one that their plan reads.</summary>
    [Benchmark]
    public int Generated() => Quote(Workload.Batch);

    private int Quote(BatchRequest batch)
    {
        _quoter.Quote(batch, Answer);
        return Answer.Distinct.Length;
    }
}
