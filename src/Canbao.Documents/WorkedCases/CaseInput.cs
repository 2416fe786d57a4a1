using Canbao.Documents.Residents;
using Canbao.Policies;

namespace Canbao.Documents.WorkedCases;

/// <summary>
/// Reads the resident of a case, in the contract's words. Whether a policy answers such a resident at all is not asked here: a
/// case may show that it does not.
/// </summary>
internal static class CaseInput
{
    private const int MostYears = 9999;

    public static readonly ValueList<string> Keys = [.. ResidentFields.OfProfile.Select(field => field.Name), .. ResidentFields.Dates];

    public static Profile Profile(MapReader reader)
    {
        var profile = new Profile { Tier = reader.TextOrNull(ResidentFields.Tier) ?? "" };
        foreach (var field in ResidentFields.OfProfile)
            profile = field switch
            {
                CodesField codes => codes.With(profile, reader.Texts(field.Name)),
                CircumstanceField => profile with { Circumstance = reader.EnumerationOrNull<Circumstance>(field.Name) ?? Circumstance.None },
                YearsField years => years.With(profile, reader.NumberOrNull(field.Name, 0, MostYears) ?? 0),
                FlagField flag => profile.With(flag.Flag, reader.FlagOrNull(field.Name)),
                _ => profile,
            };
        return profile;
    }

    public static Situation Situation(MapReader reader) => new(reader.Date(ResidentFields.PaymentDate), reader.DateOrNull(ResidentFields.BirthDate),
        reader.DateOrNull(ResidentFields.EventDate), reader.DateOrNull(ResidentFields.IdentityRecognisedOn));
}
