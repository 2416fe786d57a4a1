using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api.Client;

/// <summary>Makes batches of residents: distinct profiles and payment dates are numbered, everything else is copied. For one thread at a time.</summary>
internal sealed class BatchEncoder(ProfileTable profiles)
{
    /// <summary>What the contract allows for one batch on the wire.</summary>
    private const int MaxBytes = 8 << 20;

    private readonly HandleNumbering _handles = new(profiles);
    private readonly DateNumbering _dates = new();
    private readonly Numbering _messages = new();
    private byte[] _scratch = [], _regionField = [];
    private string _region = "";

    /// <summary>Begins a batch, whose columns are empty.</summary>
    public void Begin(QuoteBatchColumns batch)
    {
        batch.Clear();
        batch.AnswersOnce = true;
        _handles.Begin();
        _dates.Begin();
        _messages.Clear();
    }

    /// <summary>A whole batch. Throws <see cref="ArgumentException"/> for columns that do not fit together.</summary>
    public void Encode(ResidentColumns columns, QuoteBatchColumns batch)
    {
        var residents = columns.Profiles.Length;
        if (residents > NumberColumn.MaxKept) throw Ragged(nameof(columns.Profiles), residents, $"at most {NumberColumn.MaxKept}");
        if (columns.PaymentDate.Length != residents && columns.PaymentDate.Length != 1)
            throw Ragged(nameof(columns.PaymentDate), columns.PaymentDate.Length, $"1 or {residents}, one per resident");
        Begin(batch);
        (batch.Region, batch.BenefitYear, batch.PolicyRevision) = (columns.Region, columns.BenefitYear, columns.PolicyRevision);
        _handles.Number(columns.Profiles.Span, batch.ProfileIndex.Extend(residents), batch.Profiles);
        if (columns.PaymentDate.Length == 1) batch.PaymentDates.Add(columns.PaymentDate.Span[0]);
        else _dates.Number(columns.PaymentDate.Span, batch.PaymentDateIndex.Extend(residents), batch.PaymentDates);
        Copy(nameof(columns.BirthDate), columns.BirthDate.Span, residents, batch.BirthDate);
        Copy(nameof(columns.EventDate), columns.EventDate.Span, residents, batch.EventDate);
        Copy(nameof(columns.IdentityRecognisedOn), columns.IdentityRecognisedOn.Span, residents, batch.IdentityRecognisedOn);
        End(batch);
    }

    /// <summary>One more resident. Throws <see cref="ArgumentException"/> for one that has no profile, or two.</summary>
    public void Add(in Resident resident, QuoteBatchColumns batch)
    {
        var index = batch.ProfileIndex.Extend(1);
        if (resident.Handle != default) _handles.Number([HandleOf(resident)], index, batch.Profiles);
        else index[0] = NumberOf(resident, batch.Profiles);
        _dates.Number([resident.PaymentDate], batch.PaymentDateIndex.Extend(1), batch.PaymentDates);
        batch.BirthDate.Add(resident.BirthDate);
        batch.EventDate.Add(resident.EventDate);
        batch.IdentityRecognisedOn.Add(resident.IdentityRecognisedOn);
    }

    /// <summary>What is the same for all need not be sent for each.</summary>
    public static void End(QuoteBatchColumns batch)
    {
        if (batch.PaymentDates.Count == 1) batch.PaymentDateIndex.Clear();
        ClearZeros(batch.BirthDate);
        ClearZeros(batch.EventDate);
        ClearZeros(batch.IdentityRecognisedOn);
        // Five bytes for each number and six around each profile are more than they ever need: the exact size is seldom asked for.
        if (batch.Profiles.TotalBytes + 6L * batch.Profiles.Count + 22L * batch.ProfileIndex.Count <= MaxBytes) return;
        var bytes = QuoteBatchWriter.SizeOf(batch);
        if (bytes > MaxBytes) throw new ArgumentException($"a batch of {batch.ProfileIndex.Count} residents would have {bytes} bytes; allowed are {MaxBytes}");
    }

    private static void ClearZeros(NumberColumn dates)
    {
        if (!dates.Values.ContainsAnyExcept(0u)) dates.Clear();
    }

    private static ProfileHandle HandleOf(in Resident resident)
    {
        if (resident.Profile is not null) throw new ArgumentException("a resident has a profile and a handle too; expected one of the two");
        if (!string.IsNullOrEmpty(resident.Region))
            throw new ArgumentException($"a resident has region '{resident.Region}' beside a handle; the profile behind the handle names the region");
        return resident.Handle;
    }

    private uint NumberOf(in Resident resident, BytesColumn batch)
    {
        var bytes = Serialised(resident);
        var hash = Numbering.Hash(bytes);
        var place = _messages.Start(hash);
        for (int number; (number = _messages.Next(hash, ref place)) >= 0;)
            if (batch[number].SequenceEqual(bytes)) return (uint)number;
        _messages.Add(hash, batch.Count, place);
        batch.Add(bytes);
        return (uint)batch.Count - 1;
    }

    /// <summary>The profile's bytes with its region, which is its first field: the resident's if it names none itself.</summary>
    private ReadOnlySpan<byte> Serialised(in Resident resident)
    {
        var profile = resident.Profile ?? throw new ArgumentException("a resident has neither a profile nor a handle; expected one of the two");
        var region = RegionField(profile.Region.Length == 0 ? resident.Region ?? "" : "");
        var size = region.Length + profile.CalculateSize();
        if (_scratch.Length < size) _scratch = new byte[2 * size];
        region.CopyTo(_scratch);
        profile.WriteTo(_scratch.AsSpan(region.Length, size - region.Length));
        return _scratch.AsSpan(0, size);
    }

    private ReadOnlySpan<byte> RegionField(string region)
    {
        if (region == _region) return _regionField;
        _regionField = new Profile { Region = region }.ToByteArray();
        _region = region;
        return _regionField;
    }

    private static void Copy(string name, ReadOnlySpan<uint> given, int residents, NumberColumn column)
    {
        if (given.Length > 1 && given.Length != residents) throw Ragged(name, given.Length, $"0, 1 or {residents}, one per resident");
        if (given.Length == 1 && residents == 0) return;
        column.Add(given);
    }

    private static ArgumentException Ragged(string name, int count, string allowed) => new($"{name}: {count} values; allowed are {allowed}");
}
