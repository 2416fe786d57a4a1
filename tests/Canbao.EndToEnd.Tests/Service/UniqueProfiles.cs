using Canbao.V1;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>Batches of 65,536 profiles of which no two are equal, and none equal to one of another round.</summary>
internal static class UniqueProfiles
{
    internal const int Count = 65_536;

    private static readonly string[] Identities =
    [
        "orphan", "subsistence_allowance", "severe_disability", "returned_to_poverty", "key_entitled_group", "martyr_family", "veteran",
        "only_child_family", "two_daughter_family", "severe_mental_illness", "stable_poverty_alleviated", "extreme_poverty_support",
    ];

    internal static QuoteBatch Batch(int round)
    {
        var batch = new QuoteBatch { BatchId = (ulong)round, Region = Ask.Region, BenefitYear = Ask.Year, PaymentDates = { Ask.PaymentDate } };
        for (var i = 0; i < Count; i++)
        {
            batch.Profiles.Add(Profile((long)round * Count + i));
            batch.ProfileIndex.Add((uint)i);
        }
        return batch;
    }

    /// <summary>The digits of the number in a mixed base are tier, flags, years and the set of identities.</summary>
    private static Profile Profile(long number)
    {
        var profile = new Profile { Tier = Digit(2) == 0 ? "tier1" : "tier2", UniversityStudent = Digit(2) == 1,
            EnrolledOutsideHukou = Digit(2) == 1 };
        // Gap years and continuous years exclude each other.
        var years = (uint)Digit(201);
        if (years <= 100) profile.GapYears = years;
        else profile.ContinuousYears = years - 100;
        foreach (var identity in Identities)
            if (Digit(2) == 1) profile.Identities.Add(identity);
        return profile;

        int Digit(int size)
        {
            var digit = (int)(number % size);
            number /= size;
            return digit;
        }
    }
}
