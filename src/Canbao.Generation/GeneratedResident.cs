using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Generation;

/// <summary>An invented resident: no name, no number, only what a quote needs.</summary>
public readonly record struct GeneratedResident(Policy Policy, Profile Profile, ResidentDates Dates)
{
    /// <summary>What a client would ask the service about this resident.</summary>
    public V1.QuoteRequest ToRequest() => new()
    {
        Region = Policy.Region,
        BenefitYear = (uint)Policy.BenefitYear,
        Profile = ProfileMapper.ToMessage(Profile),
        PaymentDate = Dates.Payment,
        BirthDate = Dates.Birth,
        EventDate = Dates.Event,
        IdentityRecognisedOn = Dates.Recognised,
    };
}
