using Canbao.Api.Client;
using Canbao.Mapping;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>The profiles of one thread with their handles. Bounded: when it is full it starts again.</summary>
internal sealed class RemoteProfiles
{
    private readonly Dictionary<KnownProfile, ProfileHandle> _handles = new(ReferenceEqualityComparer.Instance);

    /// <summary>Forgets all: handles are good for one client.</summary>
    public void Clear() => _handles.Clear();

    /// <summary>The default handle for a profile that cannot be sent.</summary>
    public ProfileHandle HandleOf(KnownProfile profile, RemoteClient client)
    {
        if (_handles.TryGetValue(profile, out var handle)) return handle;
        if (_handles.Count >= KnownProfiles.MaxProfiles) _handles.Clear();
        handle = Intern(profile.Profile, client);
        _handles.Add(profile, handle);
        return handle;
    }

    /// <summary>The wire has no negative numbers, and the service takes no long profiles.</summary>
    private static ProfileHandle Intern(in WantedProfile wanted, RemoteClient client)
    {
        if (!IsOnWire(wanted.BenefitYear) || !IsOnWire(wanted.Revision) || !IsOnWire(wanted.Profile.GapYears)
            || !IsOnWire(wanted.Profile.ContinuousYears)) return default;
        var message = ProfileMapper.ToMessage(wanted.Profile, wanted.Region);
        var bytes = message.CalculateSize();
        return bytes > ProfileMapper.MaxBytes ? default : client.Intern(message, bytes);
    }

    private static bool IsOnWire(long value) => value is >= 0 and <= uint.MaxValue;
}
