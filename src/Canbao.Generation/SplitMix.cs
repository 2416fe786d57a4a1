namespace Canbao.Generation;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed in every runtime.</summary>
internal struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>0 to below the limit.</summary>
    public int Below(int limit) => (int)((Next() >> 33) % (ulong)limit);

    /// <summary>True for so many of a thousand.</summary>
    public bool PerMille(int share) => Below(1000) < share;
}
