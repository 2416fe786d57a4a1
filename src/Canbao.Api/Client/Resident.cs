using Canbao.V1;

namespace Canbao.Api.Client;

/// <summary>
/// One resident to be quoted: the profile as a message or as a handle, one of the two. Dates are yyyymmdd, 0 = not given. The meaning and
/// the limits of each field are those of QuoteRequest in the contract.
/// </summary>
public readonly record struct Resident
{
    /// <summary>Region code, unless the profile names one. Not with a handle: its profile names the region.</summary>
    public string Region { get; init; }

    /// <summary>The year in which the insurance would cover.</summary>
    public uint BenefitYear { get; init; }

    /// <summary>Revision of the policy; 0 = the newest that is in force on the payment date.</summary>
    public uint PolicyRevision { get; init; }

    /// <summary>Everything that is not a date. Not changed by the client, and read before the next resident is asked for.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The same by its handle: cheaper, no bytes are made and compared.</summary>
    public ProfileHandle Handle { get; init; }

    /// <summary>Day of payment. Required.</summary>
    public uint PaymentDate { get; init; }

    /// <summary>Birth date.</summary>
    public uint BirthDate { get; init; }

    /// <summary>Date of the special circumstance.</summary>
    public uint EventDate { get; init; }

    /// <summary>Day on which the identities were recognised.</summary>
    public uint IdentityRecognisedOn { get; init; }
}
