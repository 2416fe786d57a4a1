using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using Canbao.Engine;

namespace Canbao.Benchmarks;

/// <summary>
/// A stream of batches, each of 16,384 residents with the next 1,024 of so many profiles: found by bytes, or else made, checked and resolved.
/// </summary>
public class ProfileStreamBenchmark
{
    public const int ProfilesOfABatch = 1_024;

    private readonly BatchProfile[] _profiles = new BatchProfile[ProfilesOfABatch];
    private readonly uint[] _index = [.. Enumerable.Range(0, Workload.BatchResidents).Select(i => (uint)(i % ProfilesOfABatch))];
    private Workload _workload = null!;
    private BatchQuoter _quoter = null!;

    [Params(1_024, 16_384, 131_072, 1_048_576)]
    public int ProfilesOfTheStream { get; set; } = 16_384;

    public BatchAnswer Answer { get; } = new();

    public BatchRequest Batch { get; private set; } = null!;

    /// <summary>The number of the first profile of the next batch.</summary>
    public int Next { get; private set; }

    [GlobalSetup]
    public void SetUp()
    {
        _workload = new Workload(1);
        _quoter = new BatchQuoter(_workload.Plans);
        Batch = new BatchRequest { Profiles = _profiles, ProfileIndex = _index, PaymentDates = new uint[] { 20241120 } };
        for (var batch = 0; batch < 3 * Math.Min(ProfilesOfTheStream, 131_072) / ProfilesOfABatch; batch++) NextBatch();
    }

    /// <summary>Distinct answers.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public int NextBatch()
    {
        var first = Next;
        Next = (first + ProfilesOfABatch) % ProfilesOfTheStream;
        for (var i = 0; i < ProfilesOfABatch; i++) _profiles[i] = Find(first + i);
        _quoter.Quote(Batch, Answer);
        return Answer.Distinct.Length;
    }

    private BatchProfile Find(int number)
    {
        var key = MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number));
        if (_workload.Plans.AliasesOf(_workload.Book).TryFind(key, out var plan)) return new BatchProfile(plan);
        var profile = _workload.Resolve(_quoter, number);
        if (profile.Plan is not null) _workload.Plans.AliasesOf(_workload.Book).Add(key, profile.Plan);
        return profile;
    }
}
