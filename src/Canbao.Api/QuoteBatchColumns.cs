using System.Text;
using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api;

/// <summary>
/// A QuoteBatch as the service and fast clients hold it: columns of numbers, profiles as their bytes. Same fields, same units, same rules
/// as the contract's QuoteBatch. Rows that came are columns here too: equal profiles and equal payment dates are numbered in the order of
/// their first row. Made to be used again and again: cleared, it keeps its memory.
/// </summary>
public sealed class QuoteBatchColumns
{
    private static readonly RowPolicy NoRowPolicy = new("", 0, 0, true);

    private readonly Numbering _profileNumbers = new(), _dateNumbers = new();
    private readonly List<RowPolicy> _rowPolicies = [];
    private int _rowDates;

    /// <summary>Region code for every resident whose profile or row names none.</summary>
    public string Region { get; set; } = "";

    /// <summary>Benefit year of every resident; a row may name its own.</summary>
    public uint BenefitYear { get; set; }

    /// <summary>Policy revision; 0 = the newest that is in force on each payment date.</summary>
    public uint PolicyRevision { get; set; }

    /// <summary>Chosen by the caller and echoed in the reply.</summary>
    public ulong BatchId { get; set; }

    /// <summary>Whether to write the residents as rows instead of columns. A batch that came says in which form.</summary>
    public bool AsRows { get; set; }

    /// <summary>Whether answers that an earlier reply of the stream held are not to be sent again.</summary>
    public bool AnswersOnce { get; set; }

    /// <summary>How many rows came.</summary>
    public int Rows { get; private set; }

    /// <summary>The distinct profiles, each as the bytes of the contract's Profile.</summary>
    public BytesColumn Profiles { get; } = new();

    /// <summary>One index into the profiles per resident.</summary>
    public NumberColumn ProfileIndex { get; } = new();

    /// <summary>The distinct payment dates, yyyymmdd.</summary>
    public NumberColumn PaymentDates { get; } = new();

    /// <summary>One index into the payment dates per resident, or empty.</summary>
    public NumberColumn PaymentDateIndex { get; } = new();

    /// <summary>Birth dates, yyyymmdd, 0 = not given: empty, one for all, or one per resident.</summary>
    public NumberColumn BirthDate { get; } = new();

    /// <summary>Dates of the special circumstance, likewise.</summary>
    public NumberColumn EventDate { get; } = new();

    /// <summary>Recognition dates, likewise.</summary>
    public NumberColumn IdentityRecognisedOn { get; } = new();

    /// <summary>Whether both forms came in one batch, which the contract forbids: rows alone fill the columns with one value each.</summary>
    public bool HasBothForms => Rows is > 0 and <= NumberColumn.MaxKept
        && (ProfileIndex.Count != Rows || PaymentDateIndex.Count != Rows || BirthDate.Count != Rows || EventDate.Count != Rows
            || IdentityRecognisedOn.Count != Rows || Profiles.Count != _rowPolicies.Count || PaymentDates.Count != _rowDates);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Region = "";
        (BenefitYear, PolicyRevision, BatchId, AsRows, AnswersOnce, Rows, _rowDates) = (0, 0, 0, false, false, 0, 0);
        Profiles.Clear();
        ProfileIndex.Clear();
        PaymentDates.Clear();
        PaymentDateIndex.Clear();
        BirthDate.Clear();
        EventDate.Clear();
        IdentityRecognisedOn.Clear();
        _profileNumbers.Clear();
        _dateNumbers.Clear();
        _rowPolicies.Clear();
    }

    /// <summary>Adds a distinct profile; its number is how many there were before.</summary>
    public void Add(Profile profile) => profile.WriteTo(Profiles.Extend(profile.CalculateSize()));

    /// <summary>What a profile's rows ask for: their own region, year and revision, or the batch's. Columns share the batch's.</summary>
    public RowPolicy PolicyOf(int profile)
    {
        var row = RowPolicyOf(profile);
        return new(row.Region.Length > 0 ? row.Region : Region, row.BenefitYear != 0 ? row.BenefitYear : BenefitYear,
            row.PolicyRevision != 0 ? row.PolicyRevision : PolicyRevision, row.HasProfile);
    }

    /// <summary>Whether a profile's rows name a region or a year themselves.</summary>
    public bool NamesOwnPolicy(int profile) => _rowPolicies.Count > 0 && (_rowPolicies[profile].Region.Length > 0 || _rowPolicies[profile].BenefitYear != 0);

    internal long MemoryBytes => Profiles.MemoryBytes + ProfileIndex.MemoryBytes + PaymentDates.MemoryBytes + PaymentDateIndex.MemoryBytes
        + BirthDate.MemoryBytes + EventDate.MemoryBytes + IdentityRecognisedOn.MemoryBytes + _profileNumbers.MemoryBytes + _dateNumbers.MemoryBytes
        + 24L * _rowPolicies.Capacity;

    internal bool HasMoreThanIsKept => Rows > NumberColumn.MaxKept || Profiles.Count > Profiles.Kept || ProfileIndex.HasMoreThanIsKept
        || PaymentDates.HasMoreThanIsKept || PaymentDateIndex.HasMoreThanIsKept || BirthDate.HasMoreThanIsKept || EventDate.HasMoreThanIsKept
        || IdentityRecognisedOn.HasMoreThanIsKept;

    /// <summary>Whether a row names a policy itself, or has no profile.</summary>
    internal bool HasRowPolicies => _rowPolicies.Exists(policy => policy != NoRowPolicy);

    /// <summary>What a profile's rows name themselves; columns name nothing.</summary>
    internal RowPolicy RowPolicyOf(int profile) => _rowPolicies.Count == 0 ? NoRowPolicy : _rowPolicies[profile];

    /// <summary>Adds a row. Its profile is copied unless it lies in the profiles' buffer already, from the given place on.</summary>
    internal void AddRow(in QuoteRequestReader row, int profileStart = -1)
    {
        if (Rows++ >= NumberColumn.MaxKept) return;
        ProfileIndex.Add((uint)NumberOfProfile(row, profileStart));
        PaymentDateIndex.Add((uint)NumberOfDate(row.PaymentDate));
        BirthDate.Add(row.BirthDate);
        EventDate.Add(row.EventDate);
        IdentityRecognisedOn.Add(row.RecognisedOn);
    }

    private int NumberOfProfile(in QuoteRequestReader row, int start)
    {
        var hash = HashOf(row);
        var place = _profileNumbers.Start(hash);
        for (int number; (number = _profileNumbers.Next(hash, ref place)) >= 0;)
            if (IsOf(_rowPolicies[number], row) && Profiles[number].SequenceEqual(row.Profile)) return number;
        _profileNumbers.Add(hash, _rowPolicies.Count, place);
        _rowPolicies.Add(new(RegionOf(row), row.BenefitYear, row.PolicyRevision, row.HasProfile));
        if (start >= 0) Profiles.AddPlace(start, row.Profile.Length);
        else Profiles.Add(row.Profile);
        return _rowPolicies.Count - 1;
    }

    /// <summary>Of all that a caller may vary from row to row: rows with one hash are compared with each other one by one.</summary>
    private static uint HashOf(in QuoteRequestReader row)
    {
        var hash = Numbering.Hash(Numbering.Hash(Numbering.Hash(row.Profile) ^ row.BenefitYear) ^ row.PolicyRevision);
        return row.Region.IsEmpty ? hash : Numbering.Hash(hash ^ Numbering.Hash(row.Region));
    }

    private static bool IsOf(in RowPolicy policy, in QuoteRequestReader row) => policy.BenefitYear == row.BenefitYear
        && policy.PolicyRevision == row.PolicyRevision && policy.HasProfile == row.HasProfile && IsOf(policy.Region, row.Region);

    private static bool IsOf(string text, ReadOnlySpan<byte> bytes) =>
        Ascii.Equals(bytes, text) || !Ascii.IsValid(bytes) && Encoding.UTF8.GetString(bytes) == text;

    private string RegionOf(in QuoteRequestReader row)
    {
        if (row.Region.IsEmpty) return "";
        var last = _rowPolicies.Count > 0 ? _rowPolicies[^1].Region : "";
        return Ascii.Equals(row.Region, last) ? last : Encoding.UTF8.GetString(row.Region);
    }

    private int NumberOfDate(uint date)
    {
        var hash = Numbering.Hash(date);
        var place = _dateNumbers.Start(hash);
        for (int number; (number = _dateNumbers.Next(hash, ref place)) >= 0;)
            if (PaymentDates.Values[number] == date) return number;
        _dateNumbers.Add(hash, _rowDates, place);
        PaymentDates.Add(date);
        return _rowDates++;
    }
}
