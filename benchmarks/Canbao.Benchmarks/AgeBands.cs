using Canbao.Documents;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Benchmarks;

/// <summary>
/// A county that nobody lives in, whose assistance goes by age for everybody: from 6, 18, 60 and 80 years on, so that the birth date of each resident
/// counts. Made of a bundled document by giving four of its grants an age.
/// </summary>
public sealed class AgeBands : IDisposable
{
    public const int BatchResidents = 65_536;

    private static readonly (string Identity, int Age)[] s_bands =
        [("stable_poverty_alleviated", 6), ("low_income_marginal_family", 18), ("subsistence_allowance", 60), ("extreme_poverty_support", 80)];

    // They differ in their insured years.
    private const int DistinctProfiles = 60;

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-ages-").FullName;

    /// <param name="birthday">Whether the birthday itself counts: included or excluded.</param>
    public AgeBands(string birthday)
    {
        var bundled = Path.Combine(AppContext.BaseDirectory, "policies");
        var document = File.ReadAllText(Path.Combine(bundled, "500230", "2025.yaml"));
        foreach (var (identity, age) in s_bands)
        {
            var grant = document.IndexOf("- identities: [" + identity, StringComparison.Ordinal);
            // A number must stand in a quotation, also of a notice that is none.
            var quoted = document.IndexOf("\n", document.IndexOf("      quote: ", grant, StringComparison.Ordinal), StringComparison.Ordinal);
            document = document.Insert(quoted, $"（{age}周岁以上）");
            document = document.Insert(document.IndexOf('\n', grant) + 1, $"      age_at_least: {{years: {age}, birthday: {birthday}}}\n");
        }
        File.Copy(Path.Combine(bundled, "identities.yaml"), Path.Combine(_folder, "identities.yaml"));
        Directory.CreateDirectory(Path.Combine(_folder, "500230"));
        File.WriteAllText(Path.Combine(_folder, "500230", "2025.yaml"), document);
        Book = PolicyFolder.LoadBook(_folder);
    }

    public PolicyBook Book { get; }

    public Policy Policy => Book.Policies[0];

    public Profile Profile { get; } = new() { Tier = "tier1", Identities = [.. s_bands.Select(band => band.Identity)] };

    public BatchProfile[] Profiles(BatchQuoter quoter) => [.. Enumerable.Range(0, DistinctProfiles).Select(years =>
        quoter.Resolve(Book, Policy.Region, Policy.BenefitYear, 0, Profile with { ContinuousYears = years }))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A birth and a payment date for each resident, a birth on 29 February now and then.</summary>
    /// <param name="quoter">Resolves the profiles.</param>
    /// <param name="seed">Another one, other residents.</param>
    public BatchRequest Batch(BatchQuoter quoter, int seed)
    {
        var random = new Random(seed);
        var (first, days) = (Policy.CollectionFrom, Policy.CollectionTo.DayNumber - Policy.CollectionFrom.DayNumber + 1);
        var (births, dates, who) = (new uint[BatchResidents], new uint[BatchResidents], new uint[BatchResidents]);
        for (var i = 0; i < BatchResidents; i++)
        {
            var birth = first.AddDays(-random.Next(95 * 365));
            births[i] = random.Next(50) == 0 ? (uint)(birth.Year / 4 * 4) * 10_000 + 229 : WireDate.Format(birth);
            (dates[i], who[i]) = ((uint)random.Next(days), (uint)random.Next(DistinctProfiles));
        }
        return new BatchRequest
        {
            Profiles = Profiles(quoter),
            ProfileIndex = who,
            PaymentDates = Enumerable.Range(0, days).Select(day => WireDate.Format(first.AddDays(day))).ToArray(),
            PaymentDateIndex = dates,
            BirthDate = births,
        };
    }
}
