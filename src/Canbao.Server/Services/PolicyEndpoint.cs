using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Server.Hosting;
using Canbao.Server.Mapping;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Server.Services;

/// <summary>The policy service on the wire.</summary>
public sealed class PolicyEndpoint(PolicyBookHolder books, Edge edge) : PolicyService.PolicyServiceBase
{
    public override Task<ListPoliciesResponse> ListPolicies(ListPoliciesRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var book = books.Current;
        var response = new ListPoliciesResponse { BookDigest = book.Digest };
        response.Policies.AddRange(book.Policies.Select(ToInfo));
        return response;
    });

    public override Task<ListIdentitiesResponse> ListIdentities(ListIdentitiesRequest request, ServerCallContext context) => edge.Answer(() =>
    {
        var response = new ListIdentitiesResponse();
        response.Identities.AddRange(books.Current.Codes.Identities.Select(code => ToIdentity(code, books.Current)));
        return response;
    });

    private static Identity ToIdentity(Code code, PolicyBook book)
    {
        var identity = new Identity { Code = code.Id, NameZh = code.Name.Zh, NameEn = code.Name.En, KindOf = code.KindOf ?? "" };
        identity.NamedBy.AddRange(book.Policies.Where(p => p.GrantFor(code.Id) is not null).Select(QuoteMapper.ToRef));
        return identity;
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
        info.Tiers.AddRange(policy.Standards.Select(ToTier));
        return info;
    }

    private static Tier ToTier(Standard standard)
    {
        var tier = new Tier { Code = standard.Tier, NameZh = standard.Name.Zh, NameEn = standard.Name.En,
            IndividualStandardFen = standard.AmountFen };
        if (standard.StudentFen is { } student) tier.StudentStandardFen = student;
        return tier;
    }
}
