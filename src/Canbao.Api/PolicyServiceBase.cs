using Canbao.V1;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Base of the policy service. It declares every method of the contract itself, because the framework wants the type that declares
/// them to be the one that <see cref="PolicyBinding.BindService"/> names.
/// </summary>
[BindServiceMethod(typeof(PolicyBinding), nameof(PolicyBinding.BindService))]
public abstract class PolicyServiceBase
{
    /// <summary>What is served.</summary>
    public abstract Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context);

    /// <summary>One policy with its rules.</summary>
    public abstract Task<GetPolicyResponse> GetPolicy(GetPolicyRequest request, ServerCallContext context);

    /// <summary>The recognised categories of persons.</summary>
    public abstract Task<ListIdentitiesResponse> ListIdentities(ListIdentitiesRequest request, ServerCallContext context);

    /// <summary>What differs between two policies.</summary>
    public abstract Task<ComparePoliciesResponse> ComparePolicies(ComparePoliciesRequest request, ServerCallContext context);

    /// <summary>Reads the policy folder again.</summary>
    public abstract Task<ReloadPoliciesResponse> ReloadPolicies(ReloadPoliciesRequest request, ServerCallContext context);
}
