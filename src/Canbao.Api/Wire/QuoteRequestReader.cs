using System.Text;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api.Wire;

/// <summary>A QuoteRequest in plain form (<see cref="WireReader"/>), its texts and its profile as their bytes.</summary>
internal ref struct QuoteRequestReader
{
    private const byte RegionTag = 0x0A, BenefitYearTag = 0x10, PolicyRevisionTag = 0x18, ProfileTag = 0x22, PaymentDateTag = 0x28, BirthDateTag = 0x30,
        EventDateTag = 0x38, RecognisedOnTag = 0x40;

    public ReadOnlySpan<byte> Region, Profile;
    public uint BenefitYear, PolicyRevision, PaymentDate, BirthDate, EventDate, RecognisedOn;
    public bool HasProfile;

    /// <summary>The same of a message that the generated parser has read.</summary>
    public static QuoteRequestReader Of(QuoteRequest message) => new()
    {
        Region = Encoding.UTF8.GetBytes(message.Region),
        BenefitYear = message.BenefitYear,
        PolicyRevision = message.PolicyRevision,
        HasProfile = message.Profile is not null,
        Profile = message.Profile?.ToByteArray(),
        PaymentDate = message.PaymentDate,
        BirthDate = message.BirthDate,
        EventDate = message.EventDate,
        RecognisedOn = message.IdentityRecognisedOn,
    };

    /// <summary>False if the request is not plain. A profile that comes in two parts is not: they would have to be put together.</summary>
    public bool TryRead(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        while (!reader.AtEnd)
        {
            var isPlain = reader.Tag() switch
            {
                RegionTag => reader.TryBytes(out Region) && Ascii.IsValid(Region),
                BenefitYearTag => reader.TryNumber(out BenefitYear),
                PolicyRevisionTag => reader.TryNumber(out PolicyRevision),
                ProfileTag => !HasProfile && (HasProfile = reader.TryBytes(out Profile)),
                PaymentDateTag => reader.TryNumber(out PaymentDate),
                BirthDateTag => reader.TryNumber(out BirthDate),
                EventDateTag => reader.TryNumber(out EventDate),
                RecognisedOnTag => reader.TryNumber(out RecognisedOn),
                _ => false,
            };
            if (!isPlain) return false;
        }
        return true;
    }
}
