using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>What the residents at the edges of one notice are drawn from; the shares are of ten residents.</summary>
internal sealed record HardPlace(HardDates Dates, IReadOnlyList<string> Tiers, int Newborns, int OtherCircumstances)
{
    public IReadOnlyList<string> Identities { get; } = [.. TestPolicies.Book.Codes.Identities.Select(code => code.Id)];

    /// <summary>Choices of add-ons, offered or not.</summary>
    public IReadOnlyList<ValueList<string>> Addons { get; init; } = [["accident_30"]];
}

/// <summary>Invents residents at the edges of the rules: for one seed the same ones in the same order.</summary>
internal sealed class HardResidents(HardPlace place, int seed)
{
    private readonly Random _random = new(seed);
    private int _drawn;

    public (Profile Profile, Situation Situation) Next()
    {
        var profile = Profile(_drawn++, Drawn(_random), _random);
        var newborn = profile.Circumstance == Circumstance.Newborn;
        var payment = place.Dates.Payment(_random);
        var birth = place.Dates.Birth(payment, newborn, _random);
        var happened = place.Dates.Event(payment, !newborn && profile.Circumstance != Circumstance.None, _random);
        return (profile, new Situation(payment, birth, happened, place.Dates.Recognition(payment, _random)));
    }

    private Profile Profile(int index, Circumstance circumstance, Random random)
    {
        // Half of the residents have nothing that stops them before the other rules are reached.
        var stoppable = random.Next(2) == 0;
        var gap = Years(random);
        var continuous = Years(random);
        return new Profile
        {
            Tier = place.Tiers[random.Next(place.Tiers.Count)],
            Identities = Identities(index, random),
            Circumstance = circumstance,
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
            Addons = random.Next(10) == 0 ? place.Addons[random.Next(place.Addons.Count)] : [],
        };
    }

    /// <summary>Every pair comes in turn, in both orders, and every single one; one resident of four has none, a few have a third.</summary>
    private ValueList<string> Identities(int index, Random random)
    {
        if (index % 4 == 0) return [];
        var pair = index / 4 * 3 + index % 4 - 1;
        var all = place.Identities;
        var chosen = new List<string> { all[pair % all.Count], all[pair / all.Count % all.Count] };
        if (random.Next(8) == 0) chosen.Add(all[random.Next(all.Count)]);
        return [.. chosen.Distinct()];
    }

    private Circumstance Drawn(Random random)
    {
        var draw = random.Next(10);
        if (draw < place.Newborns) return Circumstance.Newborn;
        return draw < place.Newborns + place.OtherCircumstances ? (Circumstance)random.Next(2, 8) : Circumstance.None;
    }

    private static int Years(Random random) => random.Next(20) switch { < 11 => 0, < 19 => random.Next(10), _ => random.Next(101) };

    private static bool? Optional(Random random) => random.Next(5) switch { 0 => null, 1 => false, 2 => false, _ => true };
}
