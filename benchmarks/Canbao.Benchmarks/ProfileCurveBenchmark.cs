using BenchmarkDotNet.Attributes;
using Canbao.Engine;

namespace Canbao.Benchmarks;

/// <summary>What a batch of 65,536 residents costs with ever more distinct profiles, whose plans are known as far as they can be kept.</summary>
public class ProfileCurveBenchmark
{
    public const int Residents = 65_536, Dates = 30;

    private Workload _workload = null!;
    private BatchQuoter _quoter = null!;

    [Params(1, 16, 256, 1_024, 8_192, 65_536)]
    public int Profiles { get; set; } = 1_024;

    public BatchAnswer Answer { get; } = new();

    public BatchRequest OneDateBatch { get; private set; } = null!;

    public BatchRequest ManyDatesBatch { get; private set; } = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _workload = new Workload(1);
        _quoter = new BatchQuoter(_workload.Plans);
        var index = Enumerable.Range(0, Residents).Select(i => (uint)(i % Profiles)).ToArray();
        var days = Enumerable.Range(0, Dates).Select(i => Policies.WireDate.Format(new DateOnly(2024, 11, 1).AddDays(i))).ToArray();
        var byDay = Enumerable.Range(0, Residents).Select(i => (uint)(i / Profiles % Dates)).ToArray();
        // At each further sight a batch brings some plans to the cache.
        for (var sight = 0; sight < 3 + Profiles / BatchQuoter.MostKeptOfOneBatch; sight++)
        {
            var profiles = _workload.Resolve(_quoter, 0, Profiles);
            OneDateBatch = new BatchRequest { Profiles = profiles, ProfileIndex = index, PaymentDates = new uint[] { 20241120 } };
            ManyDatesBatch = new BatchRequest { Profiles = profiles, ProfileIndex = index, PaymentDates = days, PaymentDateIndex = byDay };
            OneDate();
            ManyDates();
        }
    }

    /// <summary>Distinct answers.</summary>
    [Benchmark(OperationsPerInvoke = Residents)]
    public int OneDate() => Quote(OneDateBatch);

    [Benchmark(OperationsPerInvoke = Residents)]
    public int ManyDates() => Quote(ManyDatesBatch);

    private int Quote(BatchRequest batch)
    {
        _quoter.Quote(batch, Answer);
        return Answer.Distinct.Length;
    }
}
