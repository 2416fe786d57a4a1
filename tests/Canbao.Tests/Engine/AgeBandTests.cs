using Canbao.Benchmarks;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Engine;

/// <summary>Where the price goes by age, each birth date counts: it must be looked up as fast as a payment date, and be right on the birthday.</summary>
public sealed class AgeBandTests
{
    private static readonly int[] s_ages = [6, 18, 60, 80];

    [Theory]
    [InlineData("included")]
    [InlineData("excluded")]
    public void Batches_EqualTheInterpreter_OnBirthdaysToo(string birthday)
    {
        using var ages = new AgeBands(birthday);
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var answer = new BatchAnswer();
        for (var round = 0; round < 3; round++)
        {
            var batch = OnBirthdays(ages.Batch(quoter, seed: 7), round);
            quoter.Quote(batch, answer);
            for (var i = 0; i < batch.Residents; i += 17)
            {
                var (birth, payment) = (Day(batch.BirthDate.Span[i]), Day(batch.PaymentDates.Span[(int)batch.PaymentDateIndex.Span[i]]));
                if (birth > payment) continue;
                var profile = batch.Profiles.Span[(int)batch.ProfileIndex.Span[i]].Plan!.Profile;
                Assert.Equal(Interpreter.Quote(ages.Policy, profile, new Situation(payment, birth)), answer[i].Quote);
            }
            Assert.InRange(answer.Distinct.Length, 100, 40_000);
        }
    }

    [Fact]
    public void KnownBirths_TakeNoInterpretation_AndNoMemory()
    {
        using var ages = new AgeBands("included");
        using var plans = new PlanCache();
        var quoter = new BatchQuoter(plans);
        var answer = new BatchAnswer();
        for (var round = 0; round < 6; round++) quoter.Quote(ages.Batch(quoter, seed: round), answer);
        var batch = ages.Batch(quoter, seed: 3);
        var pool = batch.Profiles.Span[0].Plan!.Pool;
        quoter.Quote(batch, answer);
        var (interpreted, allocated) = (pool.Interpretations, GC.GetAllocatedBytesForCurrentThread());
        quoter.Quote(batch, answer);
        Assert.Equal(interpreted, pool.Interpretations);
#if !DEBUG
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 20_000);
#endif
        Assert.InRange(interpreted, 60, 60 * 60);
    }

    /// <summary>Every third birth is moved to an anniversary of its payment day, or to a day beside it.</summary>
    private static BatchRequest OnBirthdays(BatchRequest batch, int round)
    {
        var births = batch.BirthDate.ToArray();
        for (var i = 0; i < births.Length; i += 3)
        {
            var payment = Day(batch.PaymentDates.Span[(int)batch.PaymentDateIndex.Span[i]]);
            births[i] = WireDate.Format(payment.AddYears(-s_ages[i % s_ages.Length]).AddDays((i / 3 + round) % 3 - 1));
        }
        return new BatchRequest { Profiles = batch.Profiles, ProfileIndex = batch.ProfileIndex, PaymentDates = batch.PaymentDates,
            PaymentDateIndex = batch.PaymentDateIndex, BirthDate = births };
    }

    private static DateOnly Day(uint wire) => WireDate.TryParse(wire, out var day) ? day : throw new FormatException(wire.ToString());
}
