using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Mapping;

/// <summary>Batches between the wire's columns and the engine's.</summary>
public static class BatchMapper
{
    /// <summary>The numbers stay where they are; the profiles' plans are written to an array, which grows where it must.</summary>
    public static BatchRequest ToRequest(QuoteBatchColumns batch, PolicyBook book, ProfileResolver resolver, ref BatchProfile[] plans)
    {
        var profiles = batch.Profiles.Count;
        if (plans.Length < profiles) plans = new BatchProfile[Math.Max(profiles, 2 * plans.Length)];
        resolver.Resolve(book, batch, plans.AsSpan(0, profiles));
        return ToRequest(batch, plans.AsMemory(0, profiles));
    }

    /// <summary>With plans that are known, one for each profile.</summary>
    public static BatchRequest ToRequest(QuoteBatchColumns batch, ReadOnlyMemory<BatchProfile> plans) => new()
    {
        Profiles = plans,
        ProfileIndex = batch.ProfileIndex.Memory,
        PaymentDates = batch.PaymentDates.Memory,
        PaymentDateIndex = batch.PaymentDateIndex.Memory,
        BirthDate = batch.BirthDate.Memory,
        EventDate = batch.EventDate.Memory,
        IdentityRecognisedOn = batch.IdentityRecognisedOn.Memory,
    };
}
