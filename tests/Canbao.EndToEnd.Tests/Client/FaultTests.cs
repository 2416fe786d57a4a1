using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Generation;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>
/// The client and real services with connections between them that are late, cut to pieces, broken off or silent. Every resident is answered
/// once, in order and as the interpreter answers, or the caller is told within the patience. CANBAO_FAULTS says how many schedules of faults
/// there are; CONTRIBUTING.md has the command.
/// </summary>
public class FaultTests(ITestOutputHelper output)
{
    private const int Residents = 120, BatchResidents = 10, AtOnce = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3), Slack = TimeSpan.FromSeconds(9);

    private readonly ConcurrentQueue<string> _wrong = [];
    private int _answered, _told, _faults;

    [Fact]
    public async Task Faults_LoseNobody_OrAreToldWithinThePatience()
    {
        var schedules = int.Parse(Environment.GetEnvironmentVariable("CANBAO_FAULTS") ?? "64", NumberStyles.None, CultureInfo.InvariantCulture);
        await using var first = await RunningServer.StartAsync(watch: false);
        await using var second = await RunningServer.StartAsync(watch: false);
        // What a service has to do once it does here: the patience is with connections.
        await Task.WhenAll(WarmUpAsync(first), WarmUpAsync(second));
        await Parallel.ForAsync(0, schedules, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) => await RunAsync(seed, new Uri(first.Address), new Uri(second.Address)));
        output.WriteLine($"{schedules} schedules: {_faults} faults, {_answered} answered, {_told} told");
        Assert.Empty(_wrong);
        Assert.True(_faults > schedules, $"only {_faults} faults came about");
        // Most faults are got over: a client that told of each would pass otherwise.
        Assert.True(_answered > schedules / 4, $"only {_answered} of {schedules} were answered");
    }

    private static async Task WarmUpAsync(RunningServer server)
    {
        await using var client = new QuoteClient(new QuoteClientOptions { Addresses = [new Uri(server.Address)], BatchResidents = BatchResidents });
        await foreach (var answer in client.QuoteAsync(Enumerable.Range(0, Residents).Select(i => RestartTests.ToResident(Resident(i)))))
            Assert.NotNull(answer.Quote);
    }

    private async Task RunAsync(int seed, Uri first, Uri second)
    {
        var random = new Random(seed);
        await using var one = new FaultProxy(first, random);
        await using var other = new FaultProxy(second, random);
        Uri[] addresses = random.Next(2) == 0 ? [one.Address] : [one.Address, other.Address];
        var schedule = $"seed {seed}: {one}{(addresses.Length > 1 ? $" | {other}" : "")}";
        // Sometimes longer than the patience, which counts all the same.
        var answerTimeout = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? 20_000 : 900);
        var quoting = QuoteAsync(addresses, answerTimeout, schedule);
        // Whoever hangs is named, with what made it hang.
        if (await Task.WhenAny(quoting, Task.Delay(TimeSpan.FromSeconds(60))) != quoting) _wrong.Enqueue($"{schedule}: hangs");
        else await quoting;
        Interlocked.Add(ref _faults, one.Came + other.Came);
    }

    private async Task QuoteAsync(Uri[] addresses, TimeSpan answerTimeout, string schedule)
    {
        var (answered, since) = (0, Stopwatch.StartNew());
        try
        {
            await using var client = new QuoteClient(new QuoteClientOptions
            {
                Addresses = addresses, Streams = 2, BatchesInFlight = 2, BatchResidents = BatchResidents, Patience = Patience,
                AnswerTimeout = answerTimeout, FirstBackoff = TimeSpan.FromMilliseconds(5), MaxBackoff = TimeSpan.FromMilliseconds(100),
            });
            await foreach (var answer in client.QuoteAsync(Enumerable.Range(0, Residents).Select(i => RestartTests.ToResident(Resident(i)))))
            {
                if (!RestartTests.Interpreted(Resident(answered++)).Equals(answer.Quote)) _wrong.Enqueue($"{schedule}: wrong answer {answered}");
                since.Restart();
            }
            if (answered == Residents) Interlocked.Increment(ref _answered);
            else _wrong.Enqueue($"{schedule}: {answered} answers");
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && addresses.All(a => e.Status.Detail.Contains($"{a} (", StringComparison.Ordinal)))
        {
            if (since.Elapsed > Patience + Slack) _wrong.Enqueue($"{schedule}: told after {since.Elapsed}: {e.Status.Detail}");
            Interlocked.Increment(ref _told);
            output.WriteLine($"{schedule}: {e.Status.Detail}");
        }
        catch (Exception e)
        {
            _wrong.Enqueue($"{schedule}: {e}");
        }
    }

    private static GeneratedResident Resident(int i) => RestartTests.Generator.Resident(i);
}
