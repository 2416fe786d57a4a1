using Canbao.V1;

namespace Canbao.Api;

/// <summary>
/// A QuoteBatch as the service and fast clients hold it: the columns as memory, ready to be indexed. Same fields, same units, same
/// rules as the contract's QuoteBatch.
/// </summary>
public sealed class QuoteBatchColumns
{
    /// <summary>Region code for every resident whose profile or row names none.</summary>
    public string Region { get; init; } = "";

    /// <summary>Benefit year of every resident; a row may name its own.</summary>
    public uint BenefitYear { get; init; }

    /// <summary>Policy revision; 0 = the newest that is in force on each payment date.</summary>
    public uint PolicyRevision { get; init; }

    /// <summary>Chosen by the caller and echoed in the reply.</summary>
    public ulong BatchId { get; init; }

    /// <summary>Row form.</summary>
    public IReadOnlyList<QuoteRequest> Rows { get; init; } = [];

    /// <summary>Column form: the distinct profiles.</summary>
    public IReadOnlyList<Profile> Profiles { get; init; } = [];

    /// <summary>One index into the profiles per resident.</summary>
    public ReadOnlyMemory<uint> ProfileIndex { get; init; }

    /// <summary>The distinct payment dates, yyyymmdd.</summary>
    public ReadOnlyMemory<uint> PaymentDates { get; init; }

    /// <summary>One index into the payment dates per resident, or empty.</summary>
    public ReadOnlyMemory<uint> PaymentDateIndex { get; init; }

    /// <summary>Birth dates, yyyymmdd, 0 = not given: empty, one for all, or one per resident.</summary>
    public ReadOnlyMemory<uint> BirthDate { get; init; }

    /// <summary>Dates of the special circumstance, likewise.</summary>
    public ReadOnlyMemory<uint> EventDate { get; init; }

    /// <summary>Recognition dates, likewise.</summary>
    public ReadOnlyMemory<uint> IdentityRecognisedOn { get; init; }
}
