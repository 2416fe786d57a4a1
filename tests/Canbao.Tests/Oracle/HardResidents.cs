using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>Invents residents at the edges of the rules: for one seed the same ones in the same order.</summary>
internal sealed class HardResidents(IReadOnlyList<string> identities, int seed)
{
    private readonly Random _random = new(seed);
    private int _drawn;

    public (Profile Profile, Situation Situation) Next()
    {
        var newborn = _random.Next(10) < 4;
        var profile = Profile(_drawn++, newborn, _random);
        var payment = HardDates.Payment(_random);
        var birth = HardDates.Birth(payment, newborn, _random);
        var happened = _random.Next(3) == 0 ? payment.AddDays(-_random.Next(200)) : (DateOnly?)null;
        return (profile, new Situation(payment, birth, happened, HardDates.Recognition(payment, _random)));
    }

    private Profile Profile(int index, bool newborn, Random random)
    {
        // Half of the residents have nothing that stops them before the other rules are reached.
        var stoppable = random.Next(2) == 0;
        var gap = Years(random);
        var continuous = Years(random);
        return new Profile
        {
            Tier = random.Next(2) == 0 ? "tier1" : "tier2",
            Identities = Identities(index, random),
            Circumstance = newborn ? Circumstance.Newborn : OtherCircumstance(random),
            UniversityStudent = random.Next(4) == 0,
            GapYears = gap,
            // An unbroken row of years with a gap is refused as input.
            ContinuousYears = gap > 0 ? 0 : continuous,
            ZeroClaimLastYear = random.Next(3) == 0,
            AlreadyPaidNormally = stoppable && random.Next(4) == 0,
            EmployeeInsured = stoppable && random.Next(4) == 0,
            InsuredElsewhere = stoppable && random.Next(4) == 0,
            IndependentEnrolment = Optional(random),
            GuardianPaid = Optional(random),
            EnrolledOutsideHukou = random.Next(4) == 0,
            AssistedThere = stoppable && random.Next(3) == 0,
            Addons = random.Next(20) == 0 ? ["accident_30"] : [],
        };
    }

    /// <summary>Every pair comes in turn, in both orders, and every single one; one resident of four has none, a few have a third.</summary>
    private ValueList<string> Identities(int index, Random random)
    {
        if (index % 4 == 0) return [];
        var pair = index / 4 * 3 + index % 4 - 1;
        var chosen = new List<string> { identities[pair % identities.Count], identities[pair / identities.Count % identities.Count] };
        if (random.Next(8) == 0) chosen.Add(identities[random.Next(identities.Count)]);
        return [.. chosen.Distinct()];
    }

    private static Circumstance OtherCircumstance(Random random) =>
        random.Next(3) == 0 ? (Circumstance)random.Next(2, 8) : Circumstance.None;

    private static int Years(Random random) => random.Next(20) switch { < 11 => 0, < 19 => random.Next(10), _ => random.Next(101) };

    private static bool? Optional(Random random) => random.Next(5) switch { 0 => null, 1 => false, 2 => false, _ => true };
}
