using Canbao.Policies;
using Google.Protobuf.Reflection;

namespace Canbao.Mapping;

/// <summary>Profiles between the wire and the engine.</summary>
public static class ProfileMapper
{
    /// <summary>A profile is a dictionary key: a caller must not fill the dictionary with long ones.</summary>
    public const int MaxBytes = 512;

    // In the contract a flag has the name that documents and files give it.
    private static readonly (ProfileFlag Flag, FieldDescriptor Field)[] Flags =
        [.. ProfileFlags.All.Select(flag => (flag, V1.Profile.Descriptor.FindFieldByName(SnakeCase.Of(flag))))];

    public static Profile FromMessage(V1.Profile message)
    {
        var profile = new Profile
        {
            Tier = message.Tier,
            Identities = [.. message.Identities],
            Circumstance = (Circumstance)message.Circumstance,
            GapYears = message.GapYears,
            ContinuousYears = message.ContinuousYears,
            Addons = [.. message.Addons],
        };
        foreach (var (flag, field) in Flags)
            if (!field.HasPresence ? (bool)field.Accessor.GetValue(message) : field.Accessor.HasValue(message))
                profile = profile.With(flag, (bool)field.Accessor.GetValue(message));
        return profile;
    }

    public static V1.Profile ToMessage(Profile profile, string region = "")
    {
        var message = new V1.Profile
        {
            Region = region,
            Tier = profile.Tier,
            Circumstance = (V1.Circumstance)profile.Circumstance,
            GapYears = (uint)profile.GapYears,
            ContinuousYears = (uint)profile.ContinuousYears,
        };
        message.Identities.AddRange(profile.Identities);
        message.Addons.AddRange(profile.Addons);
        foreach (var (flag, field) in Flags)
            if (profile[flag] is { } value && (value || field.HasPresence)) field.Accessor.SetValue(message, value);
        return message;
    }

    /// <summary>Null if the profile is present and not too large.</summary>
    public static InputProblem? Check(V1.Profile? message)
    {
        if (message is null) return new(RejectCodes.ProfileMissing, "profile", "missing; a request needs a profile with at least a tier");
        var bytes = message.CalculateSize();
        return bytes <= MaxBytes ? null : new(RejectCodes.ProfileTooLarge, "profile", $"{bytes} bytes; at most {MaxBytes} are allowed");
    }
}
