namespace Canbao.Api.Client;

/// <summary>
/// Residents in columns, to be quoted as one batch: at most 65,536 (16,384 is a good size) and 8 MiB on the wire. Dates are yyyymmdd. The
/// client has read the memory when it asks its source for the next batch; from then on it may be filled again, and so may this object.
/// </summary>
public sealed class ResidentColumns
{
    /// <summary>Region code for profiles that name none.</summary>
    public string Region { get; set; } = "";

    /// <summary>The year in which the insurance would cover, of all of them.</summary>
    public uint BenefitYear { get; set; }

    /// <summary>Revision of the policy; 0 = the newest that is in force on each payment date.</summary>
    public uint PolicyRevision { get; set; }

    /// <summary>One handle per resident; its length is the number of residents.</summary>
    public ReadOnlyMemory<ProfileHandle> Profiles { get; set; }

    /// <summary>Days of payment: one for all, or one per resident.</summary>
    public ReadOnlyMemory<uint> PaymentDate { get; set; }

    /// <summary>Birth dates, 0 = not given: empty, one for all, or one per resident.</summary>
    public ReadOnlyMemory<uint> BirthDate { get; set; }

    /// <summary>Dates of the special circumstance, likewise.</summary>
    public ReadOnlyMemory<uint> EventDate { get; set; }

    /// <summary>Recognition dates, likewise.</summary>
    public ReadOnlyMemory<uint> IdentityRecognisedOn { get; set; }
}
