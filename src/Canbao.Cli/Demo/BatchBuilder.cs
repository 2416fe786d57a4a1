using Canbao.Api;
using Canbao.Cli.Generation;
using Canbao.Policies;
using Canbao.Server.Mapping;
using V1Profile = Canbao.V1.Profile;

namespace Canbao.Cli.Demo;

/// <summary>Puts generated residents into a batch of columns.</summary>
public static class BatchBuilder
{
    /// <summary>Residents first to first + count - 1, all under the year of their policies. The policies must share that year.</summary>
    public static QuoteBatchColumns Build(ResidentGenerator generator, long first, int count, ulong batchId)
    {
        var profiles = new Dictionary<(string Region, Profile Profile), uint>();
        var dates = new Dictionary<uint, uint>();
        var (profileIndex, dateIndex) = (new uint[count], new uint[count]);
        var (birth, happened, recognised) = (new uint[count], new uint[count], new uint[count]);
        var year = 0;
        for (var i = 0; i < count; i++)
        {
            var resident = generator.Resident(first + i);
            year = resident.Policy.BenefitYear;
            profileIndex[i] = Number(profiles, (resident.Policy.Region, resident.Profile));
            dateIndex[i] = Number(dates, resident.Dates.Payment);
            (birth[i], happened[i], recognised[i]) = (resident.Dates.Birth, resident.Dates.Event, resident.Dates.Recognised);
        }
        return new QuoteBatchColumns
        {
            BenefitYear = (uint)year,
            BatchId = batchId,
            Profiles = [.. profiles.Keys.Select(key => Message(key.Region, key.Profile))],
            ProfileIndex = profileIndex,
            PaymentDates = dates.Keys.ToArray(),
            PaymentDateIndex = dateIndex,
            BirthDate = birth,
            EventDate = happened,
            IdentityRecognisedOn = recognised,
        };
    }

    private static V1Profile Message(string region, Profile profile) => ProfileMapper.ToMessage(profile, region);

    private static uint Number<T>(Dictionary<T, uint> numbers, T value) where T : notnull
    {
        if (!numbers.TryGetValue(value, out var number)) numbers.Add(value, number = (uint)numbers.Count);
        return number;
    }
}
