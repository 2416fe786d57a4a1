using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Server.Hosting;
using Canbao.Server.Mapping;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Server.Services;

/// <summary>The policy service on the wire.</summary>
public sealed class PolicyEndpoint(PolicyBookHolder books) : PolicyService.PolicyServiceBase
{
    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context)
    {
        var book = books.Current;
        var response = new ListPoliciesResponse { BookDigest = book.Digest };
        response.Policies.AddRange(book.Policies.Select(ToInfo));
        return Task.FromResult(response);
    }

    private static PolicyInfo ToInfo(Policy policy)
    {
        var info = new PolicyInfo
        {
            Policy = QuoteMapper.ToRef(policy),
            RegionNameZh = policy.Name.Zh,
            RegionNameEn = policy.Name.En,
            NoticeTitle = policy.Notice.Title,
            NoticeNumber = policy.Notice.Number ?? "",
            NoticeIssued = policy.Notice.Issued is { } issued ? WireDate.Format(issued) : 0,
            NoticeSha256 = policy.Notice.Sha256,
            CollectionFrom = WireDate.Format(policy.CollectionFrom),
            CollectionTo = WireDate.Format(policy.CollectionTo),
        };
        info.Tiers.AddRange(policy.Standards.Select(s => new Tier { Code = s.Tier, NameZh = s.Name.Zh, IndividualStandardFen = s.AmountFen }));
        return info;
    }
}
