using System.Runtime.CompilerServices;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Server.Hosting.Reload;

namespace Canbao.Tests.Server.Reload;

/// <summary>Nothing of a replaced book is found or held. Runs alone: it measures this process.</summary>
[Collection(nameof(ReplacedBooksTests))]
[CollectionDefinition(nameof(ReplacedBooksTests), DisableParallelization = true)]
public class ReplacedBooksTests
{
    private const string Small = "512022/2025.yaml";
    private static readonly DateOnly Day = new(2024, 11, 20);

    [Fact]
    public async Task ThreeHundredReloads_UnderLoad_LeaveNothingBehind()
    {
        using var fixture = new ReloadFixture(only: Small);
        var replaced = new List<WeakReference> { Weak(fixture) };
        fixture.Books.BookChanged += book => replaced.AddRange([new WeakReference(book), new WeakReference(book.Policies[0])]);
        using var stop = new CancellationTokenSource();
        var asked = Task.Run(() => Ask(fixture, stop.Token));
        var text = fixture.Scratch.Read(Small);
        await ReloadAsync(fixture, text, 0, 60);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await ReloadAsync(fixture, text, 60, 300);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        await stop.CancelAsync();
        Assert.True(await asked > 1_000);
        Assert.Equal(300u, fixture.Reloader.Status.Reloads);
        Assert.InRange(grown, long.MinValue, 8 << 20);
        Assert.InRange(fixture.Plans.Count, 0, Profiles.Length);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(2, replaced.Count(weak => weak.IsAlive));
        GC.KeepAlive(fixture.Books.Current);
    }

    [Fact]
    public async Task PlansOfUnchangedPolicies_StayFound()
    {
        using var fixture = new ReloadFixture();
        var (kept, changed) = (fixture.Books.Current.FindPolicy("500230", 2025, 0, out _)!, fixture.Books.Current.FindPolicy("512022", 2025, 0, out _)!);
        var plan = Sights(fixture.Plans, kept, "tier1");
        Sights(fixture.Plans, changed, "low");
        Assert.Equal(2, fixture.Plans.Count);
        fixture.Scratch.Write(Small, fixture.Scratch.Read(Small) + "# more\n");
        await fixture.Reloader.ReloadAsync();
        Assert.Equal(1, fixture.Plans.Count);
        Assert.Same(plan, fixture.Plans.PlanFor(fixture.Books.Current.FindPolicy("500230", 2025, 0, out _)!, new Profile { Tier = "tier1" }));
    }

    [Fact]
    public void RequestUnderWay_IsAnsweredUnderARetiredPolicy_AndNothingIsKept()
    {
        using var plans = new PlanCache();
        var policy = TestPolicies.Fengdu2025;
        var before = Sights(plans, policy, "tier1");
        plans.LetGo(new PolicyBook(policy.Codes, [policy]), new PolicyBook(policy.Codes, []));
        Assert.Equal(0, plans.Count);
        var after = Sights(plans, policy, "tier1");
        Assert.NotSame(before, after);
        Assert.Equal(before.QuoteOn(Day), after.QuoteOn(Day));
        Assert.Equal(0, plans.Count);
        // A plan that was found before and has grown since would be kept anew.
        for (var day = 0; day < 100; day++) before.QuoteOn(Day.AddDays(day));
        Sights(plans, policy, "tier1");
        Assert.Equal(0, plans.Count);
    }

    private static Profile[] Profiles { get; } = [.. Enumerable.Range(0, 50).Select(i => new Profile { Tier = "low", GapYears = i })];

    private static Plan Sights(PlanCache plans, Policy policy, string tier)
    {
        plans.PlanFor(policy, new Profile { Tier = tier });
        return plans.PlanFor(policy, new Profile { Tier = tier });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(ReloadFixture fixture) => new(fixture.Books.Current);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Ask(ReloadFixture fixture, CancellationToken stop)
    {
        var (quoter, asked) = (new BatchQuoter(fixture.Plans), 0L);
        for (; !stop.IsCancellationRequested; asked++)
        {
            var request = new ResidentRequest("512022", 2025, 0, Profiles[asked % Profiles.Length], new(20241120 + (uint)(asked % 10), 0, 0, 0));
            Assert.NotNull(quoter.Quote(fixture.Books.Current, request).Quote);
        }
        return asked;
    }

    private static async Task ReloadAsync(ReloadFixture fixture, string text, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            fixture.Scratch.Write(Small, $"{text}# {i}\n");
            Assert.Equal(ReloadOutcome.Applied, (await fixture.Reloader.ReloadAsync()).Outcome);
        }
    }
}
