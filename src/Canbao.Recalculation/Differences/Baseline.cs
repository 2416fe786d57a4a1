using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Recalculation.Differences;

/// <summary>The policy with which the answers of now are compared: one exact revision, whatever the day. Safe for several threads.</summary>
internal sealed class Baseline(PolicyBook book, Policy policy)
{
    public Policy Policy => policy;

    /// <summary>What this policy makes of a profile, looked up once. Two threads may both do it, with equal outcome.</summary>
    public BaselineProfile Of(KnownProfile known, BatchQuoter quoter)
    {
        if (known.UnderBaseline is { } found && found.Profile.Plan is not { IsClosed: true }) return found;
        var wanted = known.Profile;
        var made = !Covers(wanted.Region) ? BaselineProfile.NotCovered
            : new BaselineProfile(true, (int)(policy.BenefitYear - wanted.BenefitYear), Named(
                quoter.Resolve(book, policy.Region, policy.BenefitYear, policy.Revision, wanted.Profile)));
        known.UnderBaseline = made;
        return made;
    }

    /// <summary>What is wrong with a resident whose dates cannot be moved into the baseline's year.</summary>
    public RowError DatesLeaveTheYears() => new(false, [new(ResidentColumns.PaymentDate,
        $"a date leaves the years {WireDate.FirstYear} to {WireDate.LastYear} when it is moved to the baseline {policy}")]);

    /// <summary>Whether the baseline's region is the resident's own or a wider one.</summary>
    private bool Covers(string region) => RegionCode.IsValid(region) && RegionCode.Widening(region).Contains(policy.Region);

    /// <summary>The reader of a reject must see that it is not the policy of now that refuses the row.</summary>
    private BatchProfile Named(BatchProfile profile) => profile.Error is not { } error ? profile
        : new(error with { Problems = [.. error.Problems.Select(p => p with { Message = $"under the baseline {policy}: {p.Message}" })] });
}
