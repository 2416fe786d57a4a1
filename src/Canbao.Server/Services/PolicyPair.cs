using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Server.Services;

/// <summary>The two policies of a comparison, out of one book; or everything that is wrong with either, by the side's name.</summary>
internal sealed class PolicyPair(PolicyBook book)
{
    private readonly List<InputProblem> _problems = [];
    private bool _isInvalid;

    /// <summary>Throws INVALID_ARGUMENT if a side is malformed, else NOT_FOUND if there is no such policy.</summary>
    public (Policy Before, Policy After) Find(ComparePoliciesRequest request)
    {
        var (before, after) = (Find("before", request.Before), Find("after", request.After));
        if (before is not null && after is not null) return (before, after);
        throw ErrorMapper.ToException(ErrorMapper.ToStatus(_isInvalid ? StatusCode.InvalidArgument : StatusCode.NotFound, [.. _problems]));
    }

    private Policy? Find(string side, GetPolicyRequest? named)
    {
        if (named is null)
        {
            _isInvalid = true;
            _problems.Add(new(RejectCodes.PolicyMissing, side, "missing; expected region and benefit_year"));
            return null;
        }
        if (book.FindPolicy(named.Region, named.BenefitYear, named.Revision, out var lookup) is { } policy) return policy;
        _isInvalid |= lookup.IsInvalid;
        var problem = PolicyEndpoint.OfPolicyRequest(lookup.Problem);
        _problems.Add(problem with { Field = $"{side}.{problem.Field}" });
        return null;
    }
}
