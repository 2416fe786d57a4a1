using System.Runtime.CompilerServices;
using Canbao.Engine;
using Canbao.Recalculation.Blocks;

namespace Canbao.Recalculation;

/// <summary>Residents of a block as columns for the engine, with what the output needs of their rows. Used again from batch to batch.</summary>
internal sealed class ResidentBatch(TierNumbers tiers)
{
    public const int MaxResidents = 16_384;

    private const int NotNumbered = -1;

    private readonly List<KnownProfile> _profiles = [];
    private readonly List<int> _tiers = [];
    private readonly uint[] _profileIndex = new uint[MaxResidents], _paymentIndex = new uint[MaxResidents];
    private readonly uint[][] _personal = [new uint[MaxResidents], new uint[MaxResidents], new uint[MaxResidents]];
    private readonly bool[] _hasPersonal = new bool[3];
    private readonly BytePlace[] _ids = new BytePlace[MaxResidents], _passed = new BytePlace[MaxResidents], _rows = new BytePlace[MaxResidents];
    private readonly long[] _rowNumbers = new long[MaxResidents];
    private readonly OutputBuffer _side = new();
    private byte[] _input = [];

    /// <summary>Of this batch; no other one of this object has it.</summary>
    public int Number { get; private set; }

    public int Count { get; private set; }

    public bool IsFull => Count == MaxResidents;

    public DayIndex Payments { get; } = new();

    /// <summary>The distinct profiles of the batch.</summary>
    public IReadOnlyList<KnownProfile> Profiles => _profiles;

    public ReadOnlyMemory<uint> ProfileIndex => _profileIndex.AsMemory(0, Count);

    /// <summary>Into the days of <see cref="Payments"/>.</summary>
    public ReadOnlyMemory<uint> PaymentIndex => _paymentIndex.AsMemory(0, Count);

    /// <summary>Bytes of residents that do not stand in the input as they are needed.</summary>
    public OutputBuffer Side => _side;

    public void Begin(byte[] input)
    {
        _input = input;
        unchecked { Number++; }
        Count = 0;
        _profiles.Clear();
        _tiers.Clear();
        _side.Clear();
        Array.Clear(_hasPersonal);
    }

    /// <summary>The index of a profile that this batch does not have yet.</summary>
    public uint Add(KnownProfile profile)
    {
        _profiles.Add(profile);
        _tiers.Add(NotNumbered);
        return (uint)_profiles.Count - 1;
    }

    /// <summary>Adds a resident. The dates are good, the payment date is given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(uint profile, in ResidentDates dates, BytePlace id, BytePlace passed, BytePlace row, long rowNumber)
    {
        var at = Count++;
        _profileIndex[at] = profile;
        _paymentIndex[at] = Payments.IndexOf(dates.Payment);
        (_ids[at], _passed[at], _rows[at], _rowNumbers[at]) = (id, passed, row, rowNumber);
        // Once a column was used it is used for all of the batch.
        SetPersonal(0, at, dates.Birth);
        SetPersonal(1, at, dates.Event);
        SetPersonal(2, at, dates.Recognised);
    }

    public KnownProfile ProfileOf(int resident) => _profiles[(int)_profileIndex[resident]];

    public ResidentDates Dates(int resident) => new(Payments.Days.Span[(int)_paymentIndex[resident]],
        PersonalOf(0, resident), PersonalOf(1, resident), PersonalOf(2, resident));

    /// <summary>The number of the tier of a resident who has an answer.</summary>
    public int TierOf(int resident)
    {
        var profile = (int)_profileIndex[resident];
        if (_tiers[profile] == NotNumbered) _tiers[profile] = tiers.Of(_profiles[profile].Profile.Profile.Tier);
        return _tiers[profile];
    }

    /// <summary>The id as text, not as CSV.</summary>
    public ReadOnlySpan<byte> Id(int resident) => Bytes(_ids[resident]);

    /// <summary>Whether the id is one that need not be looked at before it is written to a CSV file.</summary>
    public bool HasPlainId(int resident) => !_ids[resident].IsAside;

    /// <summary>The columns that go to the output as they came: CSV, with the commas between them.</summary>
    public ReadOnlySpan<byte> Passed(int resident) => Bytes(_passed[resident]);

    /// <summary>The whole row as it came.</summary>
    public BytePlace Row(int resident) => _rows[resident];

    public long RowNumber(int resident) => _rowNumbers[resident];

    /// <summary>A personal date of every resident (0 birth, 1 event, 2 recognition; yyyymmdd, 0 for none); empty if nobody has one.</summary>
    public ReadOnlyMemory<uint> Personal(int column) => _hasPersonal[column] ? _personal[column].AsMemory(0, Count) : default;

    private ReadOnlySpan<byte> Bytes(BytePlace part) =>
        part.IsAside ? _side.Written.Slice(part.PlaceAside, part.Length) : _input.AsSpan(part.Start, part.Length);

    private uint PersonalOf(int column, int resident) => _hasPersonal[column] ? _personal[column][resident] : 0;

    private void SetPersonal(int column, int at, uint date)
    {
        _personal[column][at] = date;
        _hasPersonal[column] |= date != 0;
    }
}
