using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>How much is on its way, and what remains when somebody has enough.</summary>
public class FlowTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    public async Task SlowCaller_StopsTheSource(int streams, int inFlight)
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o with { Streams = streams, BatchesInFlight = inFlight }, server.Address);
        var (asked, most, taken) = (0, 0, 0);
        await foreach (var answers in client.QuoteColumnsAsync(Counted()))
        {
            taken++;
            await Task.Delay(2);
            most = Math.Max(most, Volatile.Read(ref asked) - taken);
        }
        Assert.Equal(300, taken);
        // Those in flight, and one each that the caller has, that waits to be read, and that waits to be sent.
        Assert.InRange(most, 1, streams * inFlight + 2);

        IEnumerable<ResidentColumns> Counted()
        {
            foreach (var batch in FailureTests.Columns(client, 300))
            {
                Interlocked.Increment(ref asked);
                yield return batch;
            }
        }
    }

    [Fact]
    public async Task NoMoreThanAllowed_IsInFlight()
    {
        var most = 0;
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            // Takes in what comes within a while, then answers it.
            var owed = new Queue<ulong>();
            while (await stream.NextAsync() is { } batch)
            {
                owed.Enqueue(batch.BatchId);
                var next = ScriptedStream.Reply(batch);
                most = Math.Max(most, owed.Count);
                if (owed.Count < 3 && batch.BatchId < 30) continue;
                while (owed.TryDequeue(out var id))
                {
                    next.BatchId = id;
                    await stream.SendAsync(next);
                }
            }
        });
        await using var client = FailureTests.Client(o => o with { Streams = 1, BatchesInFlight = 3 }, server.Address);
        var answered = 0;
        await foreach (var _ in client.QuoteColumnsAsync(FailureTests.Columns(client, 30))) answered++;
        Assert.Equal((30, 3), (answered, most));
    }

    [Fact]
    public async Task BadBatch_IsItsOwnError_AndTheOthersGoOn()
    {
        await using var server = await RunningServer.StartAsync();
        await using var client = new QuoteClient(new Uri(server.Address));
        var errors = new List<ulong>();
        await foreach (var answers in client.QuoteColumnsAsync(Batches()))
        {
            if (answers.Error is { } error)
            {
                Violations.AssertNames("benefit_year", "it has 2025", error);
                Assert.Empty(answers.Distinct);
                errors.Add(answers.BatchId);
            }
            else
            {
                Assert.Equal(400_00, answers[1].Quote.FeeFen);
                Assert.Equal(64, answers.BookDigest.Length);
            }
            Assert.Equal(2, answers.Residents);
        }
        Assert.Equal([7ul, 13], errors);

        IEnumerable<ResidentColumns> Batches()
        {
            var handle = client.Intern(Ask.Profile());
            var columns = new ResidentColumns { Region = Ask.Region, Profiles = new[] { handle, handle }, PaymentDate = new[] { Ask.PaymentDate } };
            for (var i = 1; i <= 20; i++)
            {
                columns.BenefitYear = i is 7 or 13 ? 1999 : Ask.Year;
                yield return columns;
            }
        }
    }

    [Fact]
    public async Task Rows_OfOneUnknownYear_HaveItsError_AndTheOthersTheirQuotes()
    {
        await using var server = await RunningServer.StartAsync();
        await using var client = new QuoteClient(new QuoteClientOptions { Addresses = [new Uri(server.Address)], BatchResidents = 7 });
        var handle = client.Intern(new Profile(Ask.Profile("subsistence_allowance")) { Region = Ask.Region });
        var residents = Enumerable.Range(0, 100).Select(i => (i % 3) switch
        {
            0 => new Resident { Handle = handle, BenefitYear = Ask.Year, PaymentDate = Ask.PaymentDate },
            1 => new Resident { Region = Ask.Region, Profile = Ask.Profile(), BenefitYear = Ask.Year, PaymentDate = Ask.PaymentDate },
            _ => new Resident { Region = Ask.Region, Profile = Ask.Profile(), BenefitYear = i % 2 == 0 ? 1999u : Ask.Year, PaymentDate = 20251399 },
        });
        var number = 0;
        await foreach (var answer in client.QuoteAsync(residents))
        {
            if (number % 3 < 2)
            {
                Assert.Equal(number % 3 == 0 ? 40_00 : 400_00, answer.Quote!.FeeFen);
                Assert.Equal(Ask.Region, answer.Quote.Policy.Region);
                Assert.False(answer.Quote.HasPolicyIndex);
            }
            else if (number % 2 == 0) Assert.Equal((int)StatusCode.NotFound, answer.Error!.Code);
            else Violations.AssertNames("payment_date", "20251399", answer.Error!);
            number++;
        }
        Assert.Equal(100, number);
    }

    [Fact]
    public async Task Cancelled_LeavesNothingBehind()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o with { Streams = 2 }, server.Address);
        using var stop = new CancellationTokenSource();
        var answered = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.QuoteColumnsAsync(FailureTests.Columns(client, int.MaxValue), stop.Token))
                if (++answered == 10) await stop.CancelAsync();
        });
        await ReloadingServer.UntilAsync(() => Task.FromResult(server.OpenStreams == 0));
        Assert.Equal(FailureTests.Dates(3), await FailureTests.FeesAsync(client, 3));
    }

    [Fact]
    public async Task CallerThatStopsReading_LeavesNothingBehind()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o with { Streams = 2 }, server.Address);
        await foreach (var _ in client.QuoteColumnsAsync(FailureTests.Columns(client, int.MaxValue))) break;
        await ReloadingServer.UntilAsync(() => Task.FromResult(server.OpenStreams == 0));
    }

    [Fact]
    public async Task Disposed_EndsWhatRuns_AndTakesNothingMore()
    {
        await using var server = await ScriptedServer.StartAsync();
        var client = FailureTests.Client(o => o with { Streams = 2 }, server.Address);
        await using var answers = client.QuoteColumnsAsync(FailureTests.Columns(client, int.MaxValue)).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync());
        await client.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await ReloadingServer.UntilAsync(() => Task.FromResult(server.OpenStreams == 0));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            while (await answers.MoveNextAsync()) { }
        });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FailureTests.FeesAsync(client, 1));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task ErrorOfTheSource_IsTheCallers_AfterTheAnswersBefore()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o, server.Address);
        var fees = new List<long>();
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => FailureTests.FeesAsync(client, Failing(), fees));
        Assert.Equal("line 6", thrown.Message);
        Assert.Equal(FailureTests.Dates(5), fees);

        async IAsyncEnumerable<ResidentColumns> Failing()
        {
            foreach (var batch in FailureTests.Columns(client, 5)) yield return batch;
            await Task.Yield();
            throw new InvalidDataException("line 6");
        }
    }
}
