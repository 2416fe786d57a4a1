using Canbao.Documents.Answers;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>What the codes of a sheet are called, from the policies and their code lists. A code without a name is its own.</summary>
public sealed class SheetNames(PolicyBook book)
{
    private readonly Dictionary<string, string> _regions =
        book.Policies.GroupBy(p => p.Region).ToDictionary(g => g.Key, g => g.Last().Name.Zh);

    private readonly Dictionary<(string Region, int Year, string Tier), string> _tiers = book.Policies
        .SelectMany(p => p.Standards.Select(s => (Key: (p.Region, p.BenefitYear, s.Tier), s.Name.Zh)))
        .GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Last().Zh);

    public string Region(string region) => _regions.GetValueOrDefault(region, region);

    public string Identity(string identity) => identity.Length == 0 ? "无资助身份" : book.Codes.Identity(identity)?.Name.Zh ?? identity;

    public string Tier(string region, int year, string tier) => tier.Length == 0 ? "未填档次" : _tiers.GetValueOrDefault((region, year, tier), tier);

    public string Payer(string payer) => payer switch
    {
        Contribution.Resident => "个人",
        Contribution.FiscalSubsidy => "财政补助",
        _ => book.Codes.Fund(payer)?.Name.Zh ?? payer,
    };

    public static string Status(QuoteStatus status) => StatusNames.Zh(status);

    /// <summary>Nothing for an amount that the notice states for this year.</summary>
    public static string Kind(SubsidyKind kind) => kind switch
    {
        SubsidyKind.AtLeast => "下限（不低于）",
        SubsidyKind.ByReference => "参照其他年度或文件",
        _ => "",
    };

    public static string Amount(SettlementAmount amount) => amount switch
    {
        SettlementAmount.Fee => "个人缴费",
        SettlementAmount.Assistance => "资助",
        SettlementAmount.FiscalSubsidy => "财政补助",
        SettlementAmount.Addons => "附加产品",
        SettlementAmount.Payable => "现应收",
        SettlementAmount.FundingTotal => "筹资合计",
        _ => "个人与资助（补助未写明，无筹资合计）",
    };

    /// <summary>The name and the code, for who does not read the one.</summary>
    public static string Both(string name, string code) => name == code || code.Length == 0 ? name : $"{name} {code}";

}
