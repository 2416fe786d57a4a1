using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Generation;

/// <summary>
/// Invents residents with shares like those of a county: most without identity, most paying inside the window, some newborns,
/// students, gaps and late payers. Resident i depends on the seed and on i alone, so any part can be made anywhere.
/// Everything that is drawn comes from the policies themselves.
/// </summary>
public sealed class ResidentGenerator(IReadOnlyList<Policy> policies, ulong seed)
{
    private readonly PolicyShape[] _shapes = [.. policies.Select(p => new PolicyShape(p))];

    /// <summary>Of all regions and years of a book; a policy with several revisions counts once, with its newest.</summary>
    public static ResidentGenerator For(PolicyBook book, ulong seed) => new([.. book.Timelines.Select(t => t.Newest)], seed);

    public GeneratedResident Resident(long index)
    {
        SplitMix random;
        unchecked
        {
            random = new SplitMix(seed * 0xD6E8FEB86659FD93 + (ulong)index);
        }
        random.Next();
        var shape = _shapes[random.Below(_shapes.Length)];
        var payment = shape.PaymentDay(ref random);
        var circumstance = DrawCircumstance(shape, ref random);
        var profile = DrawProfile(shape, circumstance, ref random);
        return new GeneratedResident(shape.Policy, profile, DrawDates(shape, profile, payment, ref random));
    }

    private static Circumstance DrawCircumstance(PolicyShape shape, ref SplitMix random) =>
        random.PerMille(20) && shape.Circumstances.Length > 0 ? shape.Circumstances[random.Below(shape.Circumstances.Length)] : Circumstance.None;

    private static Profile DrawProfile(PolicyShape shape, Circumstance circumstance, ref SplitMix random)
    {
        var newborn = circumstance == Circumstance.Newborn;
        var gap = !newborn && random.PerMille(60) ? 1 + random.Below(5) : 0;
        return new Profile
        {
            Tier = shape.Tier(ref random),
            Identities = shape.Identities(ref random),
            Circumstance = circumstance,
            UniversityStudent = !newborn && random.PerMille(40),
            GapYears = gap,
            ContinuousYears = newborn || gap > 0 ? 0 : random.Below(9),
            ZeroClaimLastYear = !newborn && gap == 0 && random.PerMille(250),
            AlreadyPaidNormally = random.PerMille(4),
            EmployeeInsured = random.PerMille(5),
            InsuredElsewhere = random.PerMille(2),
            IndependentEnrolment = newborn ? Optional(900, ref random) : null,
            GuardianPaid = newborn ? Optional(950, ref random) : null,
            EnrolledOutsideHukou = random.PerMille(10),
            AssistedThere = random.PerMille(2),
            Addons = shape.Addons(ref random),
        };
    }

    /// <summary>Given for so many of a thousand; then true for three of four.</summary>
    private static bool? Optional(int given, ref SplitMix random)
    {
        var value = random.PerMille(750);
        return random.PerMille(given) ? value : null;
    }

    private static ResidentDates DrawDates(PolicyShape shape, Profile profile, DateOnly payment, ref SplitMix random)
    {
        DateOnly? birth = null, happened = null, recognised = null;
        if (profile.Circumstance == Circumstance.Newborn) birth = payment.AddDays(-random.Below(150));
        else if (random.PerMille(10)) birth = payment.AddDays(-random.Below(90 * 365));
        if (profile.Circumstance is not (Circumstance.None or Circumstance.Newborn)) happened = payment.AddDays(-random.Below(200));
        if (profile.Identities.Count > 0 && random.PerMille(30)) recognised = shape.Policy.CollectionFrom.AddDays(random.Below(420) - 60);
        return new ResidentDates(WireDate.Format(payment), Format(birth), Format(happened), Format(recognised));
    }

    private static uint Format(DateOnly? date) => date is { } day ? WireDate.Format(day) : 0;
}
