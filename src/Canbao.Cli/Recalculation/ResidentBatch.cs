using System.Buffers.Text;
using Canbao.Cli.Csv;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Cli.Recalculation;

/// <summary>The residents of one block of a file, as columns for the engine. Reused from block to block.</summary>
internal sealed class ResidentBatch
{
    public const int MaxResidents = 16_384;

    /// <summary>Stands for a date that is not one; no day has this number.</summary>
    public const uint BadDate = 1;

    private readonly ProfileMemo _memo;
    private readonly int[] _dates;
    private readonly List<WantedProfile> _profiles = [];
    private readonly Dictionary<uint, uint> _payments = [];
    private readonly List<uint> _paymentDates = [];
    private readonly uint[] _profileIndex = new uint[MaxResidents], _paymentIndex = new uint[MaxResidents];
    private readonly uint[][] _personal = [new uint[MaxResidents], new uint[MaxResidents], new uint[MaxResidents]];
    private readonly bool[] _hasPersonal = new bool[3];
    private long _number;

    public ResidentBatch(Dictionary<string, int> places)
    {
        _memo = new ProfileMemo(places);
        _dates = [.. ResidentColumns.Dates.Select(name => places.GetValueOrDefault(name, -1))];
    }

    public int Count { get; private set; }

    public void Clear()
    {
        _number++;
        Count = 0;
        _profiles.Clear();
        _payments.Clear();
        _paymentDates.Clear();
        Array.Clear(_hasPersonal);
    }

    /// <summary>Adds a resident unless a field cannot be read.</summary>
    public bool TryAdd(CsvRow row)
    {
        var dates = DatesOf(row);
        if (dates.Payment == BadDate || dates.Birth == BadDate || dates.Event == BadDate || dates.Recognised == BadDate) return false;
        var known = _memo.ProfileOf(row);
        if (known.Problems.Count > 0) return false;
        _profileIndex[Count] = ProfileIndex(known);
        _paymentIndex[Count] = PaymentIndex(dates.Payment);
        SetPersonal(0, dates.Birth);
        SetPersonal(1, dates.Event);
        SetPersonal(2, dates.Recognised);
        Count++;
        return true;
    }

    /// <summary>The dates of a row; one that cannot be read is <see cref="BadDate"/>.</summary>
    public ResidentDates DatesOf(CsvRow row) => new(Date(row, 0), Date(row, 1), Date(row, 2), Date(row, 3));

    public KnownProfile ProfileOf(CsvRow row) => _memo.ProfileOf(row);

    public BatchRequest ToRequest(PolicyBook book, BatchQuoter quoter) => new()
    {
        Profiles = _profiles.Select(p => quoter.Resolve(book, p.Region, p.BenefitYear, p.Revision, p.Profile)).ToArray(),
        ProfileIndex = _profileIndex.AsMemory(0, Count),
        PaymentDates = _paymentDates.ToArray(),
        PaymentDateIndex = _paymentIndex.AsMemory(0, Count),
        BirthDate = Personal(0),
        EventDate = Personal(1),
        IdentityRecognisedOn = Personal(2),
    };

    private ReadOnlyMemory<uint> Personal(int column) => _hasPersonal[column] ? _personal[column].AsMemory(0, Count) : default;

    private void SetPersonal(int column, uint date)
    {
        _personal[column][Count] = date;
        _hasPersonal[column] |= date != 0;
    }

    private uint ProfileIndex(KnownProfile known)
    {
        if (known.Batch != _number)
        {
            (known.Batch, known.Index) = (_number, (uint)_profiles.Count);
            _profiles.Add(known.Profile);
        }
        return known.Index;
    }

    private uint PaymentIndex(uint date)
    {
        if (_payments.TryGetValue(date, out var index)) return index;
        index = (uint)_paymentDates.Count;
        _payments.Add(date, index);
        _paymentDates.Add(date);
        return index;
    }

    /// <summary>A date written 2025-03-15 or 20250315; 0 where there is none.</summary>
    private uint Date(CsvRow row, int column)
    {
        if (_dates[column] < 0) return 0;
        var text = row[_dates[column]].Trim((byte)' ');
        if (text.IsEmpty) return 0;
        if (text.Length == 10 && text[4] == '-' && text[7] == '-' && TryDigits(text[..4], out var year) && TryDigits(text[5..7], out var month)
            && TryDigits(text[8..], out var day))
            return Day(year * 10_000 + month * 100 + day);
        return text.Length == 8 && TryDigits(text, out var date) ? Day(date) : BadDate;
    }

    private static uint Day(uint date) => WireDate.TryParse(date, out _) ? date : BadDate;

    private static bool TryDigits(ReadOnlySpan<byte> text, out uint value) =>
        Utf8Parser.TryParse(text, out value, out var read) && read == text.Length && text[0] != '+';
}
