using Canbao.Documents.Validation;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Policies;

/// <summary>
/// What is said of conditions without trying, compared with trying: that they imply others, or never hold. Where nothing is said nothing is
/// claimed, but the plain cases must be seen.
/// </summary>
public class ConditionSpanTests
{
    private const int Year = 2025;

    private static readonly Policy Policy = TestPolicies.Named("430422/2025@1");

    private static readonly DateOnly[] Days =
        [new(Year - 1, 9, 1), new(Year - 1, 12, 20), new(Year - 1, 12, 31), new(Year, 1, 1), new(Year, 1, 20), new(Year, 6, 30), new(Year, 12, 31)];

    /// <summary>Earlier case, later case, and whether the earlier one always decides.</summary>
    public static TheoryData<Conditions, Conditions, bool> Pairs => new()
    {
        { new(), new() { Flags = [new(ProfileFlag.GuardianPaid, true)] }, true },
        { new() { Flags = [new(ProfileFlag.GuardianPaid, true)] }, new(), false },
        { new() { Flags = [new(ProfileFlag.GuardianPaid, true)] },
            new() { Flags = [new(ProfileFlag.GuardianPaid, true), new(ProfileFlag.IndependentEnrolment, false)] }, true },
        { new() { Flags = [new(ProfileFlag.GuardianPaid, true)] }, new() { Flags = [new(ProfileFlag.GuardianPaid, false)] }, false },
        { new() { PaidFrom = Days[3] }, new() { PaidFrom = Days[4], PaidTo = Days[5] }, true },
        { new() { PaidFrom = Days[4] }, new() { PaidFrom = Days[3] }, false },
        { new() { PaidFrom = Policy.CollectionFrom }, new(), true },
        { new() { BornInBenefitYear = true }, new() { BornFrom = Days[3], BornTo = Days[4] }, true },
        { new() { BornInBenefitYear = false }, new() { BornFrom = Days[1], BornTo = Days[2] }, true },
        { new() { BornInBenefitYear = false }, new(), false },
        { new() { BornFrom = Days[3] }, new() { BornInBenefitYear = true }, true },
        { new() { BornFrom = Days[3] }, new() { EventInBenefitYear = true }, false },
        { new() { DaysSinceBirthAtMost = Limit(90) }, new() { DaysSinceBirthAtMost = Limit(60) }, true },
        { new() { DaysSinceBirthAtMost = Limit(60) }, new() { DaysSinceBirthAtMost = Limit(90) }, false },
        { new() { PaidOnDays = new(1, 25) }, new() { PaidOnDays = new(5, 20) }, true },
        { new() { PaidOnDays = new(1, 25) }, new(), false },
        { new() { HoldsAnyOf = ["extreme_poverty_support"] }, new() { HoldsAnyOf = ["rural_extreme_poverty_support"] }, true },
        { new() { HoldsAnyOf = ["rural_extreme_poverty_support"] }, new() { HoldsAnyOf = ["extreme_poverty_support"] }, false },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Implies_IsSeenInThePlainCases(Conditions earlier, Conditions later, bool expected) =>
        Assert.Equal(expected, new ConditionSpan(Policy, later).Implies(earlier));

    [Fact]
    public void Claims_HoldForEveryResident()
    {
        var random = new Random(40_522);
        var residents = Enumerable.Range(0, 4_000).Select(_ => new Resident(random)).Where(r => !(r.Born > r.Paid) && !(r.Event > r.Paid)).ToArray();
        var (implied, never) = (0, 0);
        for (var i = 0; i < 6_000; i++)
        {
            var (earlier, later) = (Any(random), Any(random));
            var span = new ConditionSpan(Policy, later);
            if (span.Implies(earlier))
            {
                implied++;
                Assert.DoesNotContain(residents, r => Holds(later, r) && !Holds(earlier, r));
            }
            if (span.NeverHolds() is null) continue;
            never++;
            Assert.DoesNotContain(residents, r => Holds(later, r));
        }
        Assert.True(implied > 100 && never > 100, $"{implied} implied, {never} never");
    }

    private static DayLimit Limit(int days) => new(days, new Choice<DayCount>(DayCount.ResidentGetsTheDay));

    private static Conditions Any(Random random) => new()
    {
        Flags = random.Next(6) switch { 0 => [new(ProfileFlag.GuardianPaid, true)], 1 => [new(ProfileFlag.GuardianPaid, false)], _ => [] },
        PaidFrom = Day(random, 4),
        PaidTo = Day(random, 4),
        PaidOnDays = random.Next(6) switch { 0 => new(1, 25), 1 => new(5, 19), 2 => new(26, 31), _ => null },
        BornInBenefitYear = random.Next(5) switch { 0 => true, 1 => false, _ => null },
        BornFrom = Day(random, 5),
        BornTo = Day(random, 5),
        EventInBenefitYear = random.Next(8) switch { 0 => true, 1 => false, _ => null },
        DaysSinceBirthAtMost = random.Next(6) switch { 0 => Limit(19), 1 => Limit(90), _ => null },
    };

    private static DateOnly? Day(Random random, int oneIn) => random.Next(oneIn) == 0 ? Days[random.Next(Days.Length)] : null;

    /// <summary>As the interpreter says, for a resident of whom all is known that is given; what is not known does not hold.</summary>
    private static bool Holds(Conditions when, Resident r) =>
        (when.Wanted(ProfileFlag.GuardianPaid) ?? r.GuardianPaid) == r.GuardianPaid
        && !(r.Paid < when.PaidFrom) && !(r.Paid > when.PaidTo) && when.PaidOnDays?.Contains(r.Paid) != false
        && ((when.DatesRead & PersonalDates.Birth) == 0 || (r.Born is { } born
            && (when.BornInBenefitYear ?? born.Year == Year) == (born.Year == Year) && !(born < when.BornFrom) && !(born > when.BornTo)
            && !(r.Paid > born.AddDays(when.DaysSinceBirthAtMost?.Days ?? 9_999))))
        && ((when.DatesRead & PersonalDates.Event) == 0 || (r.Event is { } happened && (happened.Year == Year) == when.EventInBenefitYear));

    private sealed record Resident
    {
        public Resident(Random random)
        {
            Paid = Near(random, Policy.CollectionFrom, Policy.CollectionTo);
            Born = random.Next(5) == 0 ? null : Near(random, new(Year - 2, 1, 1), Policy.CollectionTo);
            Event = random.Next(5) == 0 ? null : Near(random, new(Year - 2, 1, 1), Policy.CollectionTo);
            GuardianPaid = random.Next(2) == 0;
        }

        public DateOnly Paid { get; }

        public DateOnly? Born { get; }

        public DateOnly? Event { get; }

        public bool GuardianPaid { get; }

        /// <summary>Half of the days lie at the edges that conditions are made of.</summary>
        private static DateOnly Near(Random random, DateOnly from, DateOnly to)
        {
            var day = random.Next(2) == 0
                ? from.AddDays(random.Next(to.DayNumber - from.DayNumber + 1))
                : Days[random.Next(Days.Length)].AddDays(random.Next(-1, 2));
            return day < from ? from : day > to ? to : day;
        }
    }
}
