using System.Runtime.InteropServices;
using Canbao.Engine;
using Canbao.Recalculation.Csv;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation;

/// <summary>
/// Profiles by the bytes of their fields: most residents have one that was read before. Bounded: when it is full it starts again,
/// so a file without any repetition costs time, not memory.
/// </summary>
internal sealed class ProfileMemo
{
    private const int MaxProfiles = 1 << 15;

    // A profile that can be answered is much shorter; what a longer one holds in memory is not known from its bytes.
    private const int MaxKeyBytes = 1024;

    private readonly ColumnPlan _plan;
    private readonly ProfileReader _reader;
    private readonly Dictionary<byte[], KnownProfile> _known = new(new ByteKeyComparer());
    private readonly Dictionary<byte[], KnownProfile>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private byte[] _key = new byte[1024];

    public ProfileMemo(ColumnPlan plan)
    {
        _plan = plan;
        _reader = new ProfileReader(plan);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _known.Count;

    public KnownProfile ProfileOf(CsvRow row)
    {
        var key = KeyOf(row);
        if (_lookup.TryGetValue(key, out var known)) return known;
        known = _reader.Read(row);
        if (key.Length > MaxKeyBytes) return known;
        if (_known.Count >= MaxProfiles) _known.Clear();
        _known.Add(key.ToArray(), known);
        return known;
    }

    /// <summary>The fields one behind the other, valid until the next call. A length before each keeps "ab","c" and "a","bc" apart.</summary>
    public ReadOnlySpan<byte> KeyOf(CsvRow row)
    {
        var length = 0;
        foreach (var place in _plan.ProfilePlaces)
        {
            var field = row[place];
            if (_key.Length < length + field.Length + sizeof(int)) Array.Resize(ref _key, 2 * (length + field.Length + sizeof(int)));
            var fieldLength = field.Length;
            MemoryMarshal.Write(_key.AsSpan(length), in fieldLength);
            field.CopyTo(_key.AsSpan(length + sizeof(int)));
            length += sizeof(int) + field.Length;
        }
        return _key.AsSpan(0, length);
    }
}
