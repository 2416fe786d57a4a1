using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Engine;

/// <summary>Whatever a batch is like, and whatever the cache knows of it, each resident's answer is the interpreter's.</summary>
public class BatchAgreementTests
{
    private static readonly PolicyBook Book = LoadBook();

    /// <summary>Three times each: at the first sight of its profiles, at the second, and with kept plans.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 200)]
    [InlineData(2, 0)]
    [InlineData(40, 20)]
    [InlineData(400, 0)]
    [InlineData(400, 20)]
    [InlineData(400, 200)]
    public void Batches_EqualTheInterpreter(int dates, int personal)
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var answer = new BatchAnswer();
        foreach (var (residents, bad) in ((int, int)[])[(4_000, 0), (4_000, 30), (0, 0), (1, 0), (17, 500), (3_000, 0)])
        {
            var batch = new DrawnBatch(Book, dates * 31 + personal + residents, residents, dates, personal, bad);
            var expected = batch.Expected();
            for (var sight = 0; sight < 3; sight++)
            {
                quoter.Quote(batch.Resolve(quoter), answer);
                DrawnBatch.AssertEqual(expected, answer);
            }
        }
        Assert.InRange(plans.Count, 500, 2_500);
    }

    [Theory]
    [InlineData(0, 20240101u)]
    [InlineData(0, 20240230u)]
    [InlineData(1, 20241001u)]
    [InlineData(2, 20250110u)]
    [InlineData(2, 0u)]
    public void OneDateForAll_EqualsTheInterpreter(int column, uint date)
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        foreach (var dates in (int[])[1, 30])
        {
            var batch = new DrawnBatch(Book, dates, 500, dates, 100, 0);
            batch.OneForAll(column, date);
            for (var sight = 0; sight < 3; sight++) DrawnBatch.AssertEqual(batch.Expected(), quoter.Quote(batch.Resolve(quoter)));
        }
    }

    /// <summary>So little room that plans are evicted and pools start anew all the time.</summary>
    [Fact]
    public void CacheUnderPressure_AnswersAlike()
    {
        using var plans = new PlanCache(100 << 10);
        var quoter = new BatchQuoter(plans);
        var answer = new BatchAnswer();
        var pools = new HashSet<object>(ReferenceEqualityComparer.Instance);
        for (var round = 0; round < 6; round++)
        {
            var batch = new DrawnBatch(Book, round / 2, 2_000, 200, 50, 5);
            var request = batch.Resolve(quoter);
            foreach (var profile in request.Profiles.Span)
                if (profile.Plan is { } plan) pools.Add(plan.Pool);
            quoter.Quote(request, answer);
            DrawnBatch.AssertEqual(batch.Expected(), answer);
        }
        Assert.True(pools.Count > Book.Timelines.Count, $"only {pools.Count} pools of {Book.Timelines.Count} timelines: none started anew");
        Assert.InRange(plans.Count, 0, 200);
    }

    /// <summary>A batch that was resolved, and whose pools are then closed and its policies retired, is answered all the same.</summary>
    [Fact]
    public void BatchUnderWay_OutlivesItsPools()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var batch = new DrawnBatch(Book, 5, 2_000, 100, 50, 5);
        for (var sight = 0; sight < 2; sight++) quoter.Quote(batch.Resolve(quoter));
        var request = batch.Resolve(quoter);
        plans.LetGo(Book, new PolicyBook(Book.Codes, []));
        Assert.All(request.Profiles.ToArray(), profile => Assert.True(profile.Plan?.Pool.IsClosed ?? true));
        DrawnBatch.AssertEqual(batch.Expected(), quoter.Quote(request));
        DrawnBatch.AssertEqual(batch.Expected(), quoter.Quote(batch.Resolve(quoter)));
        Assert.Equal(0, plans.Count);
    }

    /// <summary>Plans of two pools of one timeline in one batch: equal answers are one.</summary>
    [Fact]
    public void PoolThatStartedAnew_MeetsTheOldOne()
    {
        using PlanCache before = new(), after = new();
        var batch = new DrawnBatch(Book, 9, 1_000, 50, 50, 5);
        var (old, young) = (batch.Resolve(new BatchQuoter(before)), batch.Resolve(new BatchQuoter(after)));
        new BatchQuoter(before).Quote(old);
        new BatchQuoter(after).Quote(young);
        var mixed = new BatchRequest
        {
            Profiles = old.Profiles.ToArray().Select((profile, i) => i % 2 == 0 ? profile : young.Profiles.Span[i]).ToArray(),
            ProfileIndex = old.ProfileIndex, PaymentDates = old.PaymentDates, PaymentDateIndex = old.PaymentDateIndex,
            BirthDate = old.BirthDate, EventDate = old.EventDate, IdentityRecognisedOn = old.IdentityRecognisedOn,
        };
        for (var round = 0; round < 2; round++) DrawnBatch.AssertEqual(batch.Expected(), new BatchQuoter(before).Quote(mixed));
    }

    /// <summary>Plans, pools and memo are filled, evicted, started anew and retired by several threads at once.</summary>
    [Fact]
    public void ParallelBatches_EqualTheInterpreter()
    {
        using var plans = new PlanCache(600 << 10);
        var quoter = new BatchQuoter(plans);
        var batches = Enumerable.Range(0, 6).Select(seed => new DrawnBatch(Book, seed, 1_500, seed % 2 == 0 ? 300 : 1, 60, 5)).ToArray();
        var expected = batches.Select(batch => batch.Expected()).ToArray();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, thread =>
        {
            var (random, answer) = (new Random(thread), new BatchAnswer());
            for (var round = 0; round < 25; round++)
            {
                var which = random.Next(batches.Length);
                quoter.Quote(batches[which].Resolve(quoter), answer);
                DrawnBatch.AssertEqual(expected[which], answer);
                if (thread == 0 && round == 20) plans.LetGo(Book, new PolicyBook(Book.Codes, Book.Policies.Take(3)));
            }
        });
    }

    /// <summary>A plan that knows one day is asked about the days beside it, inside and outside the collection year.</summary>
    [Fact]
    public void DaysBesideTheOneThatIsKnown_EqualTheInterpreter()
    {
        foreach (var policy in Book.Policies)
        {
            var edges = policy.Windows.SelectMany(w => (DateOnly[])[w.From, w.To, w.From.AddDays((w.To.DayNumber - w.From.DayNumber) / 2)]).ToArray();
            foreach (var known in edges.SelectMany(day => (DateOnly[])[day.AddDays(-1), day, day.AddDays(1)]))
            {
                using var plans = new PlanCache();
                var quoter = new BatchQuoter(plans);
                var profile = new Profile { Tier = policy.Standards[0].Tier, GapYears = 2 };
                DateOnly[] beside = [known.AddDays(-2), known.AddDays(-1), known, known.AddDays(1), known.AddDays(2), new(1999, 1, 1), new(2099, 1, 1)];
                AssertAnswers(quoter, policy, profile, [new(known)], 2);
                AssertAnswers(quoter, policy, profile, [.. beside.Select(day => new Situation(day))], 2);
            }
        }
    }

    /// <summary>Many personal dates with one payment date under one plan: what is remembered of one is not the answer of another.</summary>
    [Fact]
    public void PersonalDates_AreToldApart()
    {
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        foreach (var policy in Book.Policies)
        {
            var generator = new ResidentGenerator([policy], seed: 3);
            var profiles = Enumerable.Range(0, 4_000).Select(i => generator.Resident(i).Profile)
                .Where(p => p.Circumstance != Circumstance.None || p.Identities.Count > 0).Distinct().Take(30);
            foreach (var profile in profiles)
                foreach (var payment in (DateOnly[])[policy.CollectionWindow.To.AddDays(-3), policy.CollectionWindow.To.AddDays(40)])
                {
                    int[] before = [0, 1, 29, 30, 31, 60, 89, 90, 91, 120, 180, 400, 25_000];
                    var dates = before.Select(days => (DateOnly?)payment.AddDays(-days)).Append(null);
                    var situations = from date in dates
                                     from other in (DateOnly?[])[null, payment, payment.AddDays(-100)]
                                     from s in (Situation[])[new(payment, date, other, null), new(payment, other, date, other), new(payment, null, other, date)]
                                     select s;
                    AssertAnswers(quoter, policy, profile, [.. situations], 2);
                }
        }
    }

    private static void AssertAnswers(BatchQuoter quoter, Policy policy, Profile profile, Situation[] situations, int sights)
    {
        uint[] Column(Func<Situation, DateOnly?> date) => [.. situations.Select(s => date(s) is { } day ? WireDate.Format(day) : 0)];
        for (var sight = 0; sight < sights; sight++)
        {
            var answer = quoter.Quote(new BatchRequest
            {
                Profiles = new[] { quoter.Resolve(Book, policy.Region, policy.BenefitYear, policy.Revision, profile) },
                ProfileIndex = new uint[situations.Length],
                PaymentDates = Column(s => s.PaymentDate),
                PaymentDateIndex = Enumerable.Range(0, situations.Length).Select(i => (uint)i).ToArray(),
                BirthDate = Column(s => s.BirthDate),
                EventDate = Column(s => s.EventDate),
                IdentityRecognisedOn = Column(s => s.IdentityRecognisedOn),
            });
            DrawnBatch.AssertEqual([.. situations.Select(s => Answer.Of(Interpreter.Quote(policy, profile, s), policy))], answer);
        }
    }

    private static PolicyBook LoadBook()
    {
        using var revised = new Revised().With(2, new DateOnly(2025, 2, 10), new DateOnly(2025, 3, 25));
        return revised.Book;
    }
}
