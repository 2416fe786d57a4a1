using System.Diagnostics;
using System.Globalization;

namespace Canbao.Tests.Wire;

/// <summary>
/// Mutated batches are never a wrong quote and never another exception than the one that ends a call. CANBAO_FUZZ_SECONDS makes the second
/// test as long as wanted.
/// </summary>
public class CodecFuzzTests(ITestOutputHelper output)
{
    private const int FixedSeed = 20250101, Mutations = 10_000;

    [Fact]
    public void Mutations_OfTheFixedSeedAreUnderstoodLikeTheGeneratedParserDoes()
    {
        using var run = Run(FixedSeed, run => run.Mutations < Mutations);
        Assert.InRange(run.Messages, Mutations / 10, Mutations * 9 / 10);
        Assert.True(run.Quotes > Mutations / 10);
    }

    [Fact]
    public async Task Mutations_OfAnotherSeedEachTimeAreToo()
    {
        var (clock, seconds) = (Stopwatch.StartNew(), Seconds());
        var seed = Random.Shared.Next();
        var runs = await Task.WhenAll(Enumerable.Range(0, seconds > 0 ? Environment.ProcessorCount : 1).Select(i => Task.Run(() =>
            Run(seed + i, run => seconds > 0 ? clock.Elapsed.TotalSeconds < seconds : run.Mutations < Mutations))));
        output.WriteLine($"together {runs.Sum(r => r.Mutations)} mutations in {clock.Elapsed.TotalSeconds:0} s");
        foreach (var run in runs) run.Dispose();
    }

    private static int Seconds() =>
        int.Parse(Environment.GetEnvironmentVariable("CANBAO_FUZZ_SECONDS") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);

    private FuzzRun Run(int seed, Func<FuzzRun, bool> goesOn)
    {
        var run = new FuzzRun(seed);
        try
        {
            while (goesOn(run)) run.Step();
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidOperationException($"seed {seed}, mutation {run.Mutations}: {e.Message}", e);
        }
        output.WriteLine($"seed {seed}: {run.Mutations} mutations, {run.Messages} are messages still, {run.Quotes} residents quoted alike");
        return run;
    }
}
