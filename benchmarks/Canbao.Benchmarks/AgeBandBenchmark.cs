using BenchmarkDotNet.Attributes;
using Canbao.Engine;

namespace Canbao.Benchmarks;

/// <summary>Batches in which the birth date of each resident counts, and each pays on a day of its own.</summary>
public class AgeBandBenchmark : IDisposable
{
    private const int Batches = 16;

    private readonly AgeBands _ages = new("included");
    private readonly BatchAnswer _answer = new();
    private PlanCache _plans = null!;
    private BatchQuoter _quoter = null!;
    private BatchRequest[] _batches = null!;

    [GlobalSetup]
    public void SetUp()
    {
        (_plans, _quoter) = Cached();
        // Seen three times, so that plans are kept and know all days.
        for (var sight = 0; sight < 3; sight++) _batches = Quoted();
    }

    /// <summary>Known plans.</summary>
    [Benchmark(OperationsPerInvoke = Batches * AgeBands.BatchResidents)]
    public int Warm()
    {
        var distinct = 0;
        foreach (var batch in _batches)
        {
            _quoter.Quote(batch, _answer);
            distinct += _answer.Distinct.Length;
        }
        return distinct;
    }

    /// <summary>A million residents whom nobody has seen, with an empty cache.</summary>
    [Benchmark(OperationsPerInvoke = Batches * AgeBands.BatchResidents)]
    public int Cold()
    {
        var (plans, quoter) = Cached();
        using (plans)
        {
            var distinct = 0;
            for (var seed = 0; seed < Batches; seed++)
            {
                quoter.Quote(new BatchRequest
                {
                    Profiles = _ages.Profiles(quoter), ProfileIndex = _batches[seed].ProfileIndex, PaymentDates = _batches[seed].PaymentDates,
                    PaymentDateIndex = _batches[seed].PaymentDateIndex, BirthDate = _batches[seed].BirthDate,
                }, _answer);
                distinct += _answer.Distinct.Length;
            }
            return distinct;
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _plans?.Dispose();
        _ages.Dispose();
    }

    private static (PlanCache Plans, BatchQuoter Quoter) Cached()
    {
        var plans = new PlanCache();
        return (plans, new BatchQuoter(plans));
    }

    private BatchRequest[] Quoted()
    {
        var batches = new BatchRequest[Batches];
        for (var seed = 0; seed < Batches; seed++) _quoter.Quote(batches[seed] = _ages.Batch(_quoter, seed), _answer);
        return batches;
    }
}
