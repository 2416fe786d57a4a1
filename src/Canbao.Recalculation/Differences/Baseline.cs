using Canbao.Documents.Residents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Recalculation.Differences;

/// <summary>Whom a baseline covers.</summary>
internal enum BaselineReach
{
    /// <summary>Residents of its region, or of a narrower one.</summary>
    OwnRegion,

    /// <summary>All, whatever region their rows name.</summary>
    Everybody,
}

/// <summary>Where a profile keeps what a baseline makes of it.</summary>
internal enum BaselinePlace
{
    First,
    Second,
}

/// <summary>The policy with which the answers of now are compared: one exact revision, whatever the day. Safe for several threads.</summary>
internal sealed class Baseline(
    PolicyBook book, Policy policy, BaselineReach reach = BaselineReach.OwnRegion, BaselinePlace place = BaselinePlace.First)
{
    public Policy Policy => policy;

    /// <summary>What this policy makes of a profile, looked up once. Two threads may both do it, with equal outcome.</summary>
    public BaselineProfile Of(KnownProfile known, BatchQuoter quoter)
    {
        if (known.Under(place) is { } found && KnownProfile.MayBeHeld(found.Profile)) return found;
        var wanted = known.Profile;
        var made = !Covers(wanted.Region) ? BaselineProfile.NotCovered
            : new BaselineProfile(true, (int)(policy.BenefitYear - wanted.BenefitYear), Named(
                quoter.Resolve(book, policy.Region, policy.BenefitYear, policy.Revision, wanted.Profile)));
        known.SetUnder(place, KnownProfile.MayBeHeld(made.Profile) ? made : null);
        return made;
    }

    /// <summary>What is wrong with a resident whose dates cannot be moved into the baseline's year.</summary>
    public RowError DatesLeaveTheYears() => new(false, [new(RejectCodes.DateLeavesTheYears, ResidentFields.PaymentDate,
        $"a date leaves the years {WireDate.FirstYear} to {WireDate.LastYear} when it is moved to {Shown}")]);

    /// <summary>Of two policies that are compared neither is a baseline to their reader.</summary>
    private string Shown => reach == BaselineReach.Everybody ? $"{policy}" : $"the baseline {policy}";

    /// <summary>Whether the baseline's region is the resident's own or a wider one.</summary>
    private bool Covers(string region) => reach == BaselineReach.Everybody
        || (RegionCode.IsValid(region) && RegionCode.Widening(region).Contains(policy.Region));

    /// <summary>The reader of a reject must see that it is not the policy of now that refuses the row.</summary>
    private BatchProfile Named(BatchProfile profile) => profile.Error is not { } error ? profile
        : new(error with { Problems = [.. error.Problems.Select(p => p with { Message = $"under the baseline {policy}: {p.Message}" })] });
}
