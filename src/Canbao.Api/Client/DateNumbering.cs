using System.Runtime.CompilerServices;

namespace Canbao.Api.Client;

/// <summary>Numbers the distinct payment dates of one batch, in the order of their first sight. Entries are stamped as those of handles are.</summary>
internal sealed class DateNumbering
{
    private const uint Multiplier = 0x9E3779B1;

    // At most half of it bears the batch's stamp. A date is the upper bits of a product, which spreads days that follow each other.
    private Entry[] _entries = new Entry[1_024];
    private int _shift = 22;
    private uint _stamp;

    public void Begin()
    {
        if (unchecked(++_stamp) != 0) return;
        Array.Clear(_entries);
        _stamp = 1;
    }

    /// <summary>Sets a number for every date; adds dates that the batch does not have yet.</summary>
    // Called once for a batch, it would stay in slow code for the first hundreds of thousands of residents.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(ReadOnlySpan<uint> dates, Span<uint> numbers, NumberColumn batch)
    {
        var (entries, shift, stamp) = (_entries, _shift, _stamp);
        numbers = numbers[..dates.Length];
        for (var i = 0; i < dates.Length; i++)
        {
            var date = dates[i];
            var place = unchecked(date * Multiplier) >> shift;
            ref var entry = ref entries[place];
            if (entry.Date == date && entry.Stamp == stamp) numbers[i] = entry.Number;
            else
            {
                numbers[i] = Meet(date, batch);
                (entries, shift) = (_entries, _shift);
            }
        }
    }

    private uint Meet(uint date, NumberColumn batch)
    {
        ref var entry = ref Find(date);
        if (entry.Stamp == _stamp) return entry.Number;
        var number = (uint)batch.Count;
        entry = new Entry(date, _stamp, number);
        batch.Add(date);
        if (2 * batch.Count > _entries.Length) Grow(batch.Values);
        return number;
    }

    /// <summary>The date's entry, or the one that it may take.</summary>
    private ref Entry Find(uint date)
    {
        var place = unchecked(date * Multiplier) >> _shift;
        while (_entries[place].Stamp == _stamp && _entries[place].Date != date) place = (place + 1) & ((uint)_entries.Length - 1);
        return ref _entries[place];
    }

    private void Grow(ReadOnlySpan<uint> dates)
    {
        _entries = new Entry[2 * _entries.Length];
        _shift--;
        for (var i = 0; i < dates.Length; i++) Find(dates[i]) = new Entry(dates[i], _stamp, (uint)i);
    }

    private readonly record struct Entry(uint Date, uint Stamp, uint Number);
}
