using System.Runtime.InteropServices;
using Canbao.Cli.Csv;
using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Cli.Recalculation;

/// <summary>A profile with the policy that it asks for.</summary>
internal readonly record struct WantedProfile(string Region, long BenefitYear, long Revision, Profile Profile);

/// <summary>A profile that has been read, with the fields that could not be, and where it stands in the batch that is being made.</summary>
internal sealed class KnownProfile(WantedProfile profile, ValueList<InputProblem> problems)
{
    public WantedProfile Profile { get; } = profile;

    public ValueList<InputProblem> Problems { get; } = problems;

    public long Batch { get; set; } = -1;

    public uint Index { get; set; }
}

/// <summary>
/// Profiles by the bytes of their fields: most residents have one that was read before. Bounded: when it is full it starts again,
/// so a file without any repetition costs time, not memory.
/// </summary>
internal sealed class ProfileMemo
{
    private const int MaxProfiles = 1 << 15;

    // A profile that can be answered is much shorter; what a longer one holds in memory is not known from its bytes.
    private const int MaxKeyBytes = 1024;

    private readonly int[] _places;
    private readonly ProfileReader _reader;
    private readonly Dictionary<byte[], KnownProfile> _known = new(new ByteKeyComparer());
    private readonly Dictionary<byte[], KnownProfile>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private byte[] _key = new byte[1024];

    public ProfileMemo(Dictionary<string, int> places)
    {
        _places = [.. ResidentColumns.OfProfile.Where(places.ContainsKey).Select(name => places[name])];
        _reader = new ProfileReader(places);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => _known.Count;

    public KnownProfile ProfileOf(CsvRow row)
    {
        var key = Key(row);
        if (_lookup.TryGetValue(key, out var known)) return known;
        known = _reader.Read(row);
        if (key.Length > MaxKeyBytes) return known;
        if (_known.Count >= MaxProfiles) _known.Clear();
        _known.Add(key.ToArray(), known);
        return known;
    }

    /// <summary>The fields one behind the other. A length before each keeps "ab","c" and "a","bc" apart.</summary>
    private ReadOnlySpan<byte> Key(CsvRow row)
    {
        var length = 0;
        foreach (var place in _places)
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
