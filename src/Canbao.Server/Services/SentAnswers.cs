namespace Canbao.Server.Services;

/// <summary>
/// The answers that a stream has sent, by their ids, each with its number in the order of sending. It holds no answer, so that a stream
/// keeps nothing alive. Bounded by whoever clears it.
/// </summary>
internal sealed class SentAnswers
{
    /// <summary>At so many a stream begins anew: their places take about a megabyte.</summary>
    public const int Max = 1 << 15;

    private const int FirstPlaces = 64;

    // Ids begin at 1: a place with 0 is free. Half of them at the most are taken.
    private (long Id, uint Number)[] _places = new (long, uint)[FirstPlaces];
    private int _taken;

    /// <summary>How many answers were sent, those without a place among them.</summary>
    public int Count { get; private set; }

    public void Clear()
    {
        if (_taken > 0) Array.Clear(_places);
        Count = _taken = 0;
    }

    /// <summary>The number of an answer; if it has none yet, the next one, and true.</summary>
    public bool IsNew(long id, out uint number)
    {
        var place = PlaceOf(id);
        number = _places[place].Number;
        if (_places[place].Id == id) return false;
        number = (uint)Count++;
        _places[place] = (id, number);
        if (2 * ++_taken > _places.Length) Grow();
        return true;
    }

    private int PlaceOf(long id)
    {
        var place = (int)(unchecked((ulong)id * 0x9E3779B97F4A7C15) >> 33) & (_places.Length - 1);
        while (_places[place].Id != 0 && _places[place].Id != id) place = (place + 1) & (_places.Length - 1);
        return place;
    }

    private void Grow()
    {
        var taken = _places;
        _places = new (long, uint)[2 * taken.Length];
        foreach (var place in taken)
            if (place.Id != 0) _places[PlaceOf(place.Id)] = place;
    }
}
