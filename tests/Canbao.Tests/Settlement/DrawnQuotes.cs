using Canbao.Generation;
using Canbao.Recalculation.Settlement;
using Canbao.V1;

namespace Canbao.Tests.Settlement;

/// <summary>Answers of generated residents with their tiers, and sheets made of them.</summary>
internal static class DrawnQuotes
{
    public static (Quote Quote, string Tier)[] Of(ulong seed, int residents)
    {
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed);
        return [.. Enumerable.Range(0, residents).Select(i => generator.Resident(i)).Select(r => (Interpreted.One(r), r.Profile.Tier))];
    }

    public static SettlementSheet Sheet(IEnumerable<(Quote Quote, string Tier)> residents)
    {
        var sheet = new SettlementSheet();
        foreach (var (quote, tier) in residents) sheet.Add(quote, tier, 1);
        return sheet;
    }

    /// <summary>An answer made by hand, of nobody's policy.</summary>
    public static Quote Made(QuoteStatus status, string region = "999999") =>
        new() { Status = status, Policy = new PolicyRef { Region = region, BenefitYear = 2025, Revision = 1 } };
}
