namespace Canbao.Engine;

/// <summary>
/// A batch in columns. Resident i has Profiles[ProfileIndex[i]] and pays on PaymentDates[PaymentDateIndex[i]] (or the one date if
/// that column is empty). The personal columns are empty, hold one value for all, or one per resident (yyyymmdd, 0 = not given).
/// </summary>
public sealed class BatchRequest
{
    public required ReadOnlyMemory<BatchProfile> Profiles { get; init; }

    public required ReadOnlyMemory<uint> ProfileIndex { get; init; }

    public required ReadOnlyMemory<uint> PaymentDates { get; init; }

    public ReadOnlyMemory<uint> PaymentDateIndex { get; init; }

    public ReadOnlyMemory<uint> BirthDate { get; init; }

    public ReadOnlyMemory<uint> EventDate { get; init; }

    public ReadOnlyMemory<uint> IdentityRecognisedOn { get; init; }

    public int Residents => ProfileIndex.Length;
}
