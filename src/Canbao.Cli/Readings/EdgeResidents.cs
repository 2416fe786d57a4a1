using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Readings;

/// <summary>
/// Invents residents at the edges of one policy's rules, for readings that a draw with the shares of a county does not meet: several
/// identities, every circumstance, every day, dates at the end of each deadline and on birthdays. Resident i depends on seed and i.
/// </summary>
internal sealed class EdgeResidents
{
    private const int MostIdentities = 3;

    private readonly Policy _policy;
    private readonly ulong _seed;
    private readonly string[] _identities;
    private readonly DateOnly[] _edges;
    private readonly int[] _birthDays, _eventDays, _ages;

    public EdgeResidents(Policy policy, ulong seed)
    {
        (_policy, _seed) = (policy, seed);
        _identities = [.. policy.Assistance.Grants.SelectMany(g => g.Identities),
            .. policy.Codes.Identities.Where(c => c.KindOf is not null).Select(c => c.Id)];
        var conditions = policy.Circumstances.SelectMany(c => c.Cases).Select(c => c.When).ToArray();
        _edges = [.. policy.Windows.SelectMany(w => new[] { w.From, w.To }),
            .. conditions.SelectMany(c => new[] { c.PaidFrom, c.PaidTo }).OfType<DateOnly>()];
        _birthDays = [.. conditions.Select(c => c.DaysSinceBirthAtMost?.Days).OfType<int>(), 0];
        _eventDays = [.. conditions.Select(c => c.DaysSinceEventAtMost?.Days).OfType<int>(), 0];
        _ages = [.. policy.Assistance.Grants.Select(g => g.AgeAtLeast?.Years).OfType<int>()];
    }

    public (Profile Profile, Situation Situation) Resident(long index)
    {
        SplitMix random;
        unchecked
        {
            random = new SplitMix(_seed * 0x9E6C63D0876A9A47 + (ulong)index);
        }
        var profile = Profile(ref random);
        var payment = Payment(ref random);
        var newborn = profile.Circumstance == Circumstance.Newborn;
        DateOnly? birth = newborn ? Since(payment, _birthDays, ref random) : Birthday(payment, ref random);
        DateOnly? happened = newborn || profile.Circumstance == Circumstance.None ? null : Since(payment, _eventDays, ref random);
        DateOnly? recognised = random.PerMille(200) ? payment.AddDays(random.Below(400) - 200) : null;
        return (profile, new Situation(payment, birth, happened, recognised));
    }

    private Profile Profile(ref SplitMix random)
    {
        var gap = random.PerMille(400) ? 1 + random.Below(12) : 0;
        return new Profile
        {
            Tier = _policy.Standards[random.Below(_policy.Standards.Count)].Tier,
            Identities = Identities(ref random),
            Circumstance = random.PerMille(500) ? (Circumstance)random.Below(Enum.GetValues<Circumstance>().Length) : Circumstance.None,
            UniversityStudent = random.PerMille(200),
            GapYears = gap,
            ContinuousYears = gap > 0 ? 0 : random.Below(12),
            ZeroClaimLastYear = random.PerMille(300),
            AlreadyPaidNormally = random.PerMille(100),
            InsuredElsewhere = random.PerMille(50),
            IndependentEnrolment = random.PerMille(800) ? random.PerMille(500) : null,
            GuardianPaid = random.PerMille(800) ? random.PerMille(500) : null,
            EnrolledOutsideHukou = random.PerMille(200),
            AssistedThere = random.PerMille(100),
            Addons = _policy.Addons.Count > 0 && random.PerMille(100) ? [_policy.Addons[random.Below(_policy.Addons.Count)].Code] : [],
        };
    }

    private ValueList<string> Identities(ref SplitMix random)
    {
        var chosen = new List<string>();
        for (var wanted = _identities.Length == 0 ? 0 : random.Below(MostIdentities + 1); wanted > 0; wanted--)
            chosen.Add(_identities[random.Below(_identities.Length)]);
        return [.. chosen.Distinct()];
    }

    /// <summary>Half of them on or beside the first or last day of a window or of a case.</summary>
    private DateOnly Payment(ref SplitMix random)
    {
        var day = random.PerMille(500) ? _edges[random.Below(_edges.Length)].AddDays(random.Below(3) - 1)
            : _policy.CollectionFrom.AddDays(random.Below(_policy.CollectionTo.DayNumber - _policy.CollectionFrom.DayNumber + 1));
        return day < _policy.CollectionFrom ? _policy.CollectionFrom : day > _policy.CollectionTo ? _policy.CollectionTo : day;
    }

    /// <summary>On or beside the last day of a deadline, or some time before.</summary>
    private static DateOnly Since(DateOnly payment, int[] deadlines, ref SplitMix random)
    {
        var days = random.PerMille(500) ? deadlines[random.Below(deadlines.Length)] + random.Below(3) - 1 : random.Below(500);
        return payment.AddDays(-Math.Max(days, 0));
    }

    /// <summary>On or beside the birthday of an age that the policy asks for.</summary>
    private DateOnly? Birthday(DateOnly payment, ref SplitMix random) => _ages.Length == 0 || random.PerMille(500) ? null
        : payment.AddYears(-_ages[random.Below(_ages.Length)]).AddDays(random.Below(3) - 1);
}
