using Canbao.Documents.Cells;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Proofs;
using Canbao.V1;
using PolicyCell = Canbao.V1.PolicyCell;

namespace Canbao.Mapping;

/// <summary>Policies and identities on the wire.</summary>
public static class PolicyMapper
{
    public static GetPolicyResponse ToMessage(Policy policy, ProofStatus proof)
    {
        var message = new GetPolicyResponse { Info = ToInfo(policy, proof), Document = policy.Document };
        message.Cells.AddRange(PolicyCells.Of(policy).Select(cell => ToMessage(cell, policy)));
        message.Readings.AddRange(policy.Readings.Select(ExplanationMapper.WithAlternatives));
        return message;
    }

    internal static PolicyCell ToMessage(Documents.Cells.PolicyCell cell, Policy policy)
    {
        var message = new PolicyCell { Path = cell.Path, Value = cell.Value, Source = ToRef(policy, policy.SourceOf(cell.Rule)) };
        var clauses = ExplanationMapper.ToMessages(cell.Rule).ToArray();
        message.Clause = clauses.FirstOrDefault();
        message.FurtherClauses.AddRange(clauses.Skip(1));
        return message;
    }

    private static PolicyRef ToRef(Policy policy, PolicySource source) => source == policy.Sources[0] ? QuoteMapper.ToRef(policy) : new()
    {
        Region = source.Region, BenefitYear = (uint)source.BenefitYear, Revision = (uint)source.Revision, Digest = source.Digest,
    };

    public static Identity ToIdentity(Code code, PolicyBook book)
    {
        var identity = new Identity { Code = code.Id, NameZh = code.Name.Zh, NameEn = code.Name.En, KindOf = code.KindOf ?? "" };
        identity.NamedBy.AddRange(book.Policies.Where(p => p.GrantFor(code.Id) is not null).Select(QuoteMapper.ToRef));
        return identity;
    }

    public static PolicyInfo ToInfo(Policy policy, ProofStatus proof)
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
            Proof = (V1.ProofState)proof.State,
            EffectiveFrom = policy.EffectiveFrom is { } from ? WireDate.Format(from) : 0,
            Supersedes = (uint)(policy.Supersedes ?? 0),
        };
        info.ProofProblems.AddRange(proof.Problems);
        info.Tiers.AddRange(policy.Standards.Select(ToTier));
        return info;
    }

    public static Tier ToTier(Standard standard)
    {
        var tier = new Tier { Code = standard.Tier, NameZh = standard.Name.Zh, NameEn = standard.Name.En,
            IndividualStandardFen = standard.AmountFen };
        if (standard.StudentFen is { } student) tier.StudentStandardFen = student;
        return tier;
    }
}
