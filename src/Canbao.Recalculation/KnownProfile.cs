using Canbao.Api.Client;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Answers.Remote;
using Canbao.Recalculation.Differences;

namespace Canbao.Recalculation;

/// <summary>A profile with the policy that it asks for.</summary>
internal readonly record struct WantedProfile(string Region, long BenefitYear, long Revision, Profile Profile);

/// <summary>A profile that has been read, with the fields that could not be. Shared by all residents who have it.</summary>
internal sealed class KnownProfile(WantedProfile profile, ValueList<InputProblem> problems)
{
    // A BatchProfile in one piece, so that no thread sees half of it.
    private volatile object? _resolved;

    private volatile BaselineProfile? _underFirst, _underSecond;

    private volatile ClientsHandle? _handle;

    public WantedProfile Profile { get; } = profile;

    public ValueList<InputProblem> Problems { get; } = problems;

    /// <summary>What a baseline makes of it; null until that has been looked up. A difference run has one, a comparison has two.</summary>
    public BaselineProfile? Under(BaselinePlace place) => place == BaselinePlace.First ? _underFirst : _underSecond;

    public void SetUnder(BaselinePlace place, BaselineProfile? profile)
    {
        if (place == BaselinePlace.First) _underFirst = profile;
        else _underSecond = profile;
    }

    /// <summary>Whether a profile may be held beyond its batch: then its plan, if it has one, is counted by the cache that keeps it.</summary>
    public static bool MayBeHeld(BatchProfile profile) => profile.Plan is not { IsKept: false };

    /// <summary>The plan that answers it, looked up once. Two threads may both do it, with equal outcome.</summary>
    public BatchProfile Resolve(PolicyBook book, BatchQuoter quoter)
    {
        if (_resolved is BatchProfile known && MayBeHeld(known)) return known;
        var resolved = quoter.Resolve(book, Profile.Region, Profile.BenefitYear, Profile.Revision, Profile.Profile);
        _resolved = MayBeHeld(resolved) ? resolved : null;
        return resolved;
    }

    /// <summary>What stands for it with a client; the default for what cannot be sent. Two threads may both ask, with equal outcome.</summary>
    public ProfileHandle HandleWith(RemoteClient client)
    {
        if (_handle is { } known && known.Client == client.Number) return known.Handle;
        var handle = client.Intern(Profile);
        _handle = new(client.Number, handle);
        return handle;
    }

    /// <summary>The client by its number: nothing may hold one that was left.</summary>
    private sealed record ClientsHandle(long Client, ProfileHandle Handle);
}
