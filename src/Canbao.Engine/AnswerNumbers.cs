namespace Canbao.Engine;

/// <summary>
/// The distinct answers of a batch and their numbers. An answer of a pool is found by its number there, in an array; only answers that no
/// pool holds, and those of batches with several pools, are compared with each other.
/// </summary>
internal sealed class AnswerNumbers
{
    // Pools grow while a batch is answered; what comes beyond this is numbered the slow way for the rest of the batch.
    private const int RoomToGrow = 256;

    private readonly Dictionary<AnswerPool, PoolPlace> _places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Answer, uint> _compared = [];
    private readonly List<int> _taken = [];
    private (AnswerPool Pool, PoolPlace Place)? _last;
    private uint[] _byPlace = new uint[1];
    private Answer[] _distinct = [];
    private int _count, _placed;

    /// <summary>In the order in which they were added.</summary>
    public ReadOnlySpan<Answer> Distinct => _distinct.AsSpan(0, _count);

    /// <summary>
    /// For each place the number of its answer plus one; 0 where it has none yet. It moves when a pool gets its place, and not while
    /// residents are answered.
    /// </summary>
    public uint[] ByPlace => _byPlace;

    /// <summary>Where the numbers of a pool's answers are.</summary>
    public PoolPlace PlaceOf(AnswerPool pool)
    {
        if (_last is { } last && ReferenceEquals(last.Pool, pool)) return last.Place;
        if (!_places.TryGetValue(pool, out var place)) _places.Add(pool, place = Place(pool));
        _last = (pool, place);
        return place;
    }

    /// <summary>The number of an answer of a pool.</summary>
    public uint NumberOf(PoolPlace place, ushort inPool, Answer answer)
    {
        if (inPool == AnswerPool.None || inPool >= place.Limit) return NumberOf(answer);
        ref var number = ref _byPlace[place.First + inPool];
        if (number != 0) return number - 1;
        _taken.Add(place.First + inPool);
        number = (_compared.Count == 0 && _places.Count == 1 ? Add(answer) : NumberOf(answer)) + 1;
        return number - 1;
    }

    /// <summary>The number of an answer that need not be in any pool.</summary>
    public uint NumberOf(Answer answer)
    {
        if (_compared.Count == 0)
            for (var i = 0; i < _count; i++) _compared.Add(_distinct[i], (uint)i);
        if (!_compared.TryGetValue(answer, out var number)) _compared.Add(answer, number = Add(answer));
        return number;
    }

    public void Clear()
    {
        foreach (var place in _taken) _byPlace[place] = 0;
        _taken.Clear();
        _compared.Clear();
        _places.Clear();
        _last = null;
        _distinct.AsSpan(0, _count).Clear();
        _count = _placed = 0;
    }

    /// <summary>The first place of a pool is that of no answer, and the last one is kept free: both always say that there is no number.</summary>
    private PoolPlace Place(AnswerPool pool)
    {
        var place = new PoolPlace(_placed, pool.Count + 1 + RoomToGrow);
        _placed += place.Limit + 1;
        if (_placed > _byPlace.Length) Array.Resize(ref _byPlace, Math.Max(_placed, 2 * _byPlace.Length));
        return place;
    }

    private uint Add(Answer answer)
    {
        if (_count == _distinct.Length) Array.Resize(ref _distinct, Math.Max(16, 2 * _count));
        _distinct[_count] = answer;
        return (uint)_count++;
    }
}

/// <summary>The numbers of a pool's answers stand from First on, for numbers in the pool that are less than Limit.</summary>
internal readonly record struct PoolPlace(int First, int Limit);
