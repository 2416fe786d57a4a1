using Canbao.Api;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Benchmarks;

/// <summary>Generated residents under the bundled policies: the same for every layer, so that the layers can be stacked.</summary>
public sealed class Workload : IDisposable
{
    public const int BatchResidents = 16_384;

    private readonly DistinctProfiles _distinct;

    public Workload(int residents = BatchResidents)
    {
        Book = PolicyFolder.LoadBook(Path.Combine(AppContext.BaseDirectory, "policies"));
        var generator = new ResidentGenerator([Policy], seed: 1);
        Residents = [.. Enumerable.Range(0, residents).Select(i => generator.Resident(i))];
        Columns = BatchBuilder.Build(generator, 0, residents, 1).Single().Columns;
        var quoter = new BatchQuoter(Plans);
        var resolver = new ProfileResolver(quoter);
        var profiles = Array.Empty<BatchProfile>();
        // A batch keeps the plans that it sees for the second time, and at the next sight they get aliases.
        for (var sight = 0; sight < 3 + Columns.Profiles.Count / BatchQuoter.MostKeptOfOneBatch; sight++)
            quoter.Quote(BatchMapper.ToRequest(Columns, Book, resolver, ref profiles));
        Batch = BatchMapper.ToRequest(Columns, Book, resolver, ref profiles);
        _distinct = new DistinctProfiles(Policy);
        OneDate = new BatchRequest { Profiles = Batch.Profiles, ProfileIndex = Batch.ProfileIndex, PaymentDates = new uint[] { 20241120 } };
        ManyDates = new BatchRequest { Profiles = Batch.Profiles, ProfileIndex = Batch.ProfileIndex, PaymentDates = Batch.PaymentDates,
            PaymentDateIndex = Batch.PaymentDateIndex };
    }

    public PolicyBook Book { get; }

    /// <summary>Fengdu 2025: the one with the most windows and waits.</summary>
    public Policy Policy => Book.FindPolicy("500230", 2025, 0, out _)!;

    public PlanCache Plans { get; } = new();

    public IReadOnlyList<GeneratedResident> Residents { get; }

    /// <summary>All residents with all their dates, as the wire has them and as the engine has them.</summary>
    public QuoteBatchColumns Columns { get; }

    public BatchRequest Batch { get; }

    /// <summary>The same profiles without personal dates, all paying on one day.</summary>
    public BatchRequest OneDate { get; }

    /// <summary>The same profiles without personal dates, each paying on a day of its own.</summary>
    public BatchRequest ManyDates { get; }

    /// <summary>Looks up all profiles of the batch by their bytes; the last one.</summary>
    public Plan? FindByAlias(ProfileResolver resolver)
    {
        Plan? last = null;
        for (var i = 0; i < Columns.Profiles.Count; i++) last = resolver.Resolve(Book, Columns.PolicyOf(i), Columns.Profiles[i]).Plan;
        return last;
    }

    /// <summary>Profiles of <see cref="DistinctProfiles"/>.</summary>
    public BatchProfile[] Resolve(BatchQuoter quoter, int first, int count) => [.. Enumerable.Range(first, count).Select(i => Resolve(quoter, i))];

    public BatchProfile Resolve(BatchQuoter quoter, int number) =>
        quoter.Resolve(Book, Policy.Region, Policy.BenefitYear, Policy.Revision, _distinct[number]);

    /// <summary>As <see cref="ManyDates"/>, but so many of a thousand residents have a personal date that their plan reads.</summary>
    public BatchRequest PersonalDates(int perMille)
    {
        var (random, residents) = (new Random(1), Batch.Residents);
        uint[] birth = new uint[residents], happened = new uint[residents], recognised = new uint[residents];
        for (var left = (long)residents * perMille / 1_000; left > 0;)
        {
            var at = random.Next(residents);
            var profile = Batch.Profiles.Span[(int)Batch.ProfileIndex.Span[at]].Plan!.Profile;
            var reads = profile.Circumstance != Policies.Circumstance.None || profile.Identities.Count > 0;
            if (!reads || (birth[at] | recognised[at]) != 0) continue;
            var date = WireDate.Format(new DateOnly(2024, 1, 1).AddDays(random.Next(200)));
            if (profile.Identities.Count > 0) recognised[at] = date;
            else (birth[at], happened[at]) = (date, date);
            left--;
        }
        return new BatchRequest { Profiles = Batch.Profiles, ProfileIndex = Batch.ProfileIndex, PaymentDates = Batch.PaymentDates,
            PaymentDateIndex = Batch.PaymentDateIndex, BirthDate = birth, EventDate = happened, IdentityRecognisedOn = recognised };
    }

    public static Situation SituationOf(in GeneratedResident resident)
    {
        DateReader.Read(resident.Dates, out var situation);
        return situation;
    }

    public void Dispose() => Plans.Dispose();
}
