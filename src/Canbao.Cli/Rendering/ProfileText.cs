using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>Who is asked about, in one line: everything that was given.</summary>
internal static class ProfileText
{
    public static string Of(Policy policy, Profile profile) => string.Join(" · ", Parts(policy, profile));

    private static IEnumerable<string> Parts(Policy policy, Profile profile)
    {
        yield return $"{policy.StandardOf(profile.Tier)!.Name.Zh} {profile.Tier}";
        foreach (var identity in profile.Identities.ToArray()) yield return QuoteText.IdentityName(policy, identity);
        foreach (var field in ResidentFields.OfProfile.ToArray())
            if (field.Words(profile) is { } words) yield return words;
    }
}
