using Canbao.Documents.Comparison;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Server.Hosting;
using Canbao.Server.Hosting.Proving;
using Canbao.Server.Hosting.Reload;
using Canbao.V1;
using Grpc.AspNetCore.Web;
using Grpc.Core;

namespace Canbao.Server.Services;

/// <summary>The policy service on the wire.</summary>
public sealed class PolicyEndpoint(PolicyBookHolder books, PolicyReloader reloader, ProofBoard proofs, UnaryCalls edge) : PolicyService.PolicyServiceBase
{
    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var (book, reload) = reloader.Look();
        var response = new ListPoliciesResponse { BookDigest = book.Digest, Reloads = reload.Reloads };
        response.ReloadProblems.AddRange(reload.Problems);
        response.Policies.AddRange(book.Policies.Select(p => PolicyMapper.ToInfo(p, proofs.Of(p))));
        return response;
    });

    public override Task<ListIdentitiesResponse> ListIdentities(ListIdentitiesRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var book = books.Current;
        var response = new ListIdentitiesResponse();
        response.Identities.AddRange(book.Codes.Identities.Select(code => PolicyMapper.ToIdentity(code, book)));
        return response;
    });

    public override Task<GetPolicyResponse> GetPolicy(GetPolicyRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var policy = books.Current.FindPolicy(request.Region, request.BenefitYear, request.Revision, out var lookup) ?? throw NotFound(lookup);
        return PolicyMapper.ToMessage(policy, proofs.Of(policy));
    });

    /// <summary>Not for browsers: the pages that one on this machine shows are strangers, and call from loopback all the same.</summary>
    [DisableGrpcWeb]
    public override Task<ReloadPoliciesResponse> ReloadPolicies(ReloadPoliciesRequest request, ServerCallContext context) => edge.AnswerAsync(async () =>
    {
        if (!PeerAddress.IsLoopback(context.Peer)) throw new RpcException(new Status(StatusCode.PermissionDenied,
            "policies are reloaded for callers on the service's own machine only: the call must come from a loopback address"));
        var result = await reloader.ReloadAsync().WaitAsync(context.CancellationToken);
        var response = new ReloadPoliciesResponse { BookDigest = result.BookDigest, Changed = result.Changed };
        response.Problems.AddRange(result.Problems);
        return response;
    });

    public override Task<ComparePoliciesResponse> ComparePolicies(ComparePoliciesRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var (before, after) = new PolicyPair(books.Current).Find(request);
        return ComparisonMapper.ToMessage(PolicyComparison.Of(before, after));
    });

    /// <summary>Here the revision's field has another name than in a question about a resident.</summary>
    internal static InputProblem OfPolicyRequest(InputProblem problem) =>
        problem.Field == "policy_revision" ? problem with { Field = "revision" } : problem;

    private static RpcException NotFound(in LookupProblem lookup) =>
        ErrorMapper.ToException(ErrorMapper.ToStatus(new RowError(!lookup.IsInvalid, [OfPolicyRequest(lookup.Problem)])));
}
