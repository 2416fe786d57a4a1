using Canbao.Engine;
using Canbao.V1;

namespace Canbao.Mapping;

/// <summary>A single request on its way to the engine. Its profile must be present.</summary>
public static class RequestMapper
{
    public static ResidentRequest FromMessage(QuoteRequest request) => new(
        request.Profile.Region.Length > 0 ? request.Profile.Region : request.Region,
        request.BenefitYear,
        request.PolicyRevision,
        ProfileMapper.FromMessage(request.Profile),
        new ResidentDates(request.PaymentDate, request.BirthDate, request.EventDate, request.IdentityRecognisedOn));

    /// <summary>The message of a request that has been answered.</summary>
    public static QuoteRequest ToMessage(in ResidentRequest request) => new()
    {
        Region = request.Region,
        BenefitYear = (uint)request.BenefitYear,
        PolicyRevision = (uint)request.Revision,
        Profile = ProfileMapper.ToMessage(request.Profile),
        PaymentDate = request.Dates.Payment,
        BirthDate = request.Dates.Birth,
        EventDate = request.Dates.Event,
        IdentityRecognisedOn = request.Dates.Recognised,
    };
}
