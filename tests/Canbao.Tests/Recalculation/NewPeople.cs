using System.Globalization;
using System.Text;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Tests.Recalculation;

/// <summary>
/// Residents of whom hardly two have the same profile or the same dates, and some of whom cannot be answered: what a recalculation remembers is of
/// no use for them. Invented, and the same every time.
/// </summary>
internal static class NewPeople
{
    private const string Header = "id,region,benefit_year,payment_date,birth_date,event_date,identity_recognised_on,tier,identities,circumstance,"
        + "gap_years,continuous_years,zero_claim_last_year,university_student\n";

    private const int DaysAround = 500;

    public static byte[] Csv(int residents)
    {
        var random = new Random(7);
        var text = new StringBuilder(Header);
        for (var i = 0; i < residents; i++) Append(text, i, TestPolicies.Book.Policies[random.Next(TestPolicies.Book.Policies.Count)], random);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, int number, Policy policy, Random random)
    {
        var identities = TestPolicies.Book.Codes.Identities.Select(identity => identity.Id).ToArray();
        random.Shuffle(identities);
        var (own, hasGap) = (identities[..random.Next(4)], random.Next(2) == 0);
        var circumstance = random.Next(3) == 0 ? SnakeCase.Of(Circumstance.Newborn) : "";
        text.Append(CultureInfo.InvariantCulture, $"R{number},{policy.Region},{policy.BenefitYear},{Day()},{(circumstance.Length > 0 ? Day() : "")},")
            .Append(CultureInfo.InvariantCulture, $"{(circumstance.Length > 0 ? Day() : "")},{(own.Length > 0 ? Day() : "")},")
            .Append(CultureInfo.InvariantCulture, $"{policy.Standards[random.Next(policy.Standards.Count)].Tier},{string.Join(';', own)},{circumstance},")
            .Append(CultureInfo.InvariantCulture, $"{(hasGap ? random.Next(60) : 0)},{(hasGap ? 0 : random.Next(80))},{YesOrNothing()},{YesOrNothing()}\n");

        string Day() => policy.CollectionFrom.AddDays(random.Next(DaysAround)).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

        string YesOrNothing() => random.Next(2) == 0 ? "true" : "";
    }
}
