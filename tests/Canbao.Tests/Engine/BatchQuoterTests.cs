using Canbao.Benchmarks;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Tests.Engine;

/// <summary>What a batch costs, keeps and refuses.</summary>
public class BatchQuoterTests
{
    private static readonly uint[] Day = [20241120];

#if !DEBUG
    /// <summary>Of many thousand personal dates a few may be in each other's way in the memo; they are interpreted each time.</summary>
    [Fact]
    public void KnownBatches_AllocateNothing()
    {
        using var workload = new Workload();
        var quoter = new BatchQuoter(workload.Plans);
        var answer = new BatchAnswer();
        var crowded = workload.PersonalDates(200);
        foreach (var batch in (BatchRequest[])[workload.OneDate, workload.ManyDates, workload.PersonalDates(20), crowded])
        {
            for (var round = 0; round < 5; round++) quoter.Quote(batch, answer);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 5; round++) quoter.Quote(batch, answer);
            var allowed = batch.Residents / 1_000 * 5 * (batch == crowded ? 2_000 : 0);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, allowed);
        }
    }
#endif

    [Fact]
    public void BatchOfNewProfiles_KeepsSomeOfThem()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        quoter.Quote(Batch(quoter, 0, 4_000));
        Assert.Equal(0, plans.Count);
        var second = Batch(quoter, 0, 4_000);
        Assert.Equal(0, plans.Count);
        quoter.Quote(second);
        Assert.Equal(BatchQuoter.MostKeptOfOneBatch, plans.Count);
        quoter.Quote(Batch(quoter, 0, 4_000));
        Assert.InRange(plans.Count, 3_500, 4_000);
    }

    /// <summary>Who finds a plan by an alias does not look it up in the cache; the cache must know all the same that it is used.</summary>
    [Fact]
    public async Task PlanThatIsUsed_StaysWhileOthersCome()
    {
        using var plans = new PlanCache(1 << 20);
        var quoter = new BatchQuoter(plans);
        quoter.Quote(Batch(quoter, 0, 1));
        var used = Batch(quoter, 0, 1);
        quoter.Quote(used);
        var idle = Batch(quoter, 1, 1);
        quoter.Quote(Batch(quoter, 1, 1));
        for (var first = 2; first < 6_000; first += 50)
        {
            for (var sight = 0; sight < 2; sight++) quoter.Quote(Batch(quoter, first, 50));
            quoter.Quote(used);
            // Room is made on another thread.
            if (first % 8 == 2) await Task.Delay(1);
        }
        Assert.True(used.Profiles.Span[0].Plan!.IsKept);
        Assert.InRange(plans.Count, 1, 2_000);
        Assert.False(idle.Profiles.Span[0].Plan!.IsKept);
    }

    /// <summary>One profile after the other, round and round, and room for a third of them: some are found each time.</summary>
    [Fact]
    public async Task MoreProfilesThanRoom_AreFoundInPart()
    {
        using var plans = new PlanCache(1 << 20);
        var quoter = new BatchQuoter(plans);
        var found = 0;
        for (var round = 0; round < 8; round++)
            for (var first = 0; first < 2_400; first += 100)
            {
                var batch = Batch(quoter, first, 100);
                if (round > 3) found += batch.Profiles.ToArray().Count(profile => profile.Plan!.IsKept);
                quoter.Quote(batch);
                // Room is made on another thread.
                await Task.Delay(1);
            }
        // Room is for some five hundred plans with the regions that they hold.
        Assert.InRange(found / 4, 180, 1_200);
    }

    [Theory]
    [InlineData(3u, 0u)]
    [InlineData(0u, 2u)]
    [InlineData(uint.MaxValue, 0u)]
    public void Rejects_IndicesOutOfRange(uint profile, uint date)
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var good = Batch(quoter, 0, 3);
        foreach (var at in (int[])[0, 15, 16, 40])
        {
            var (profiles, dates) = (new uint[41], new uint[41]);
            (profiles[at], dates[at]) = (profile, date);
            var bad = new BatchRequest { Profiles = good.Profiles, ProfileIndex = profiles, PaymentDates = new uint[] { 20241120, 20250101 },
                PaymentDateIndex = dates };
            Assert.Contains($"[{at}]", BatchCheck.Columns(bad, 1_000, out _)!.Value.Field, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => quoter.Quote(bad));
        }
    }

    [Fact]
    public void Scan_FindsEveryPlace()
    {
        for (var length = 0; length < 70; length++)
            for (var at = 0; at < length; at++)
            {
                var columns = new[] { new uint[length], new uint[length], new uint[length] };
                columns[at % 3][at] = uint.MaxValue;
                columns[(at + 1) % 3][length / 2] = 1;
                var places = new int[length];
                var found = places[..ColumnScan.NotZero(columns[0], columns[1], columns[2], places)];
                Assert.Equal(((int[])[at, length / 2]).Distinct().Order(), found);
                Assert.False(ColumnScan.AllBelow(columns[at % 3], uint.MaxValue));
                Assert.True(ColumnScan.AllBelow(columns[(at + 1) % 3], 2));
            }
        Assert.True(ColumnScan.AllBelow([], 0));
        Assert.False(ColumnScan.AllBelow(new uint[20], 0));
    }

    [Fact]
    public void Answer_IsForgottenOnDemand()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var answer = quoter.Quote(Batch(quoter, 0, 3));
        Assert.Equal(3, answer.AnswerIndex.Length);
        answer.Clear();
        Assert.Equal((0, 0), (answer.AnswerIndex.Length, answer.Distinct.Length));
    }

    /// <summary>So many profiles with one resident each.</summary>
    /// <summary>A batch that throws on its way has given numbers that nobody heard of: the next one begins anew.</summary>
    [Fact]
    public void BatchThatThrew_LeavesNoNumbersBehind()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var answer = new BatchAnswer { KeepsNumbers = true };
        for (var sight = 0; sight < 3; sight++) quoter.Quote(Batch(quoter, 0, 3), answer);
        Assert.True(answer.Before > 0);
        answer.Begin(1);
        answer.Numbers.NumberOf(Answer.Of(new RowError(false, [])));
        quoter.Quote(Batch(quoter, 0, 3), answer);
        Assert.Equal(0u, answer.Before);
        Assert.NotNull(answer[0].Quote);
    }

    private static BatchRequest Batch(BatchQuoter quoter, int first, int profiles) => new()
    {
        Profiles = Enumerable.Range(first, profiles).Select(i => quoter.Resolve(TestPolicies.Book, "500230", 2025, 0, Profile(i))).ToArray(),
        ProfileIndex = Enumerable.Range(0, profiles).Select(i => (uint)i).ToArray(),
        PaymentDates = Day,
    };

    private static Profile Profile(int number) => new()
    {
        Tier = "tier1", GapYears = number % 100 + 1, UniversityStudent = number / 100 % 2 == 1, ZeroClaimLastYear = number / 200 % 2 == 1,
        IndependentEnrolment = number / 400 % 2 == 1, GuardianPaid = number / 800 % 2 == 1, EnrolledOutsideHukou = number / 1_600 % 2 == 1,
        EmployeeInsured = number / 3_200 % 2 == 1,
    };
}
