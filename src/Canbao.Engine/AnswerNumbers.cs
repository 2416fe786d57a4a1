using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The distinct answers of a batch and their numbers. Every pool has a row of places, one for each of its answers, and an answer is known
/// by its place. Answers are compared with each other only at the end, and only where equal ones may have several places or none:
/// answers that no pool holds, and pools that share a policy.
/// </summary>
internal sealed class AnswerNumbers
{
    /// <summary>Stands at the place of an answer that has no number yet.</summary>
    public const uint New = uint.MaxValue - 1;

    /// <summary>Stands at a place that no answer has.</summary>
    public const uint Nothing = uint.MaxValue;

    private readonly List<Segment> _segments = [];
    private readonly HashSet<Policy> _policies = new(ReferenceEqualityComparer.Instance);
    private readonly List<Answer> _loose = [];
    private readonly Dictionary<Answer, uint> _equal = [];
    private uint[] _byPlace = [Nothing];
    private int[] _taken = [];
    private Answer[] _distinct = [];
    private uint[] _merged = [];
    private int _count, _known, _placed = 1;
    private bool _mayBeEqual;

    /// <summary>In the order in which they were added.</summary>
    public ReadOnlySpan<Answer> Distinct => _distinct.AsSpan(0, _known);

    /// <summary>
    /// For each place the number of its answer, or <see cref="New"/> or <see cref="Nothing"/>; place 0 is nobody's. It moves when a pool gets
    /// its places, and not while residents are answered.
    /// </summary>
    public uint[] ByPlace => _byPlace;

    /// <summary>Forgets the last batch.</summary>
    /// <param name="residents">So many answers may be added.</param>
    public void Begin(int residents)
    {
        Clear();
        if (_taken.Length <= residents) _taken = new int[residents + 1];
    }

    /// <summary>Where the numbers of a pool's answers are.</summary>
    public PoolPlace PlaceOf(AnswerPool pool)
    {
        foreach (ref readonly var segment in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_segments))
            if (ReferenceEquals(segment.Pool, pool)) return segment.Place;
        return Place(pool);
    }

    /// <summary>The number of an answer of a pool; or of one that the pool did not take, or took too late for this batch.</summary>
    public uint NumberOf(PoolPlace place, ushort inPool, Answer answer)
    {
        if (inPool == AnswerPool.None || inPool >= place.Limit) return NumberOf(answer);
        var number = _byPlace[place.First + inPool];
        return number == New ? Take(place.First + inPool) : number;
    }

    /// <summary>Gives a number to the answer of a place, which is new.</summary>
    public uint Take(int place)
    {
        _taken[_count] = place;
        return _byPlace[place] = (uint)_count++;
    }

    /// <summary>The number of an answer that need not be in any pool.</summary>
    public uint NumberOf(Answer answer)
    {
        _mayBeEqual = true;
        _loose.Add(answer);
        _taken[_count] = -_loose.Count;
        return (uint)_count++;
    }

    /// <summary>Looks up the answers by their places and numbers equal ones alike.</summary>
    public void Settle(Span<uint> result)
    {
        if (_distinct.Length < _count) _distinct = new Answer[Math.Max(_count, 2 * _distinct.Length)];
        if (_mayBeEqual) Merge(result);
        else
            for (; _known < _count; _known++) _distinct[_known] = AnswerAt(_taken[_known]);
    }

    public void Clear()
    {
        _distinct.AsSpan(0, _known).Clear();
        _policies.Clear();
        _segments.Clear();
        _loose.Clear();
        _equal.Clear();
        (_count, _known, _placed, _mayBeEqual) = (0, 0, 1, false);
    }

    private void Merge(Span<uint> result)
    {
        if (_merged.Length < _count) _merged = new uint[_taken.Length];
        for (var i = 0; i < _count; i++)
        {
            var answer = AnswerAt(_taken[i]);
            if (_equal.TryAdd(answer, (uint)_known)) _distinct[_known++] = answer;
            _merged[i] = _equal[answer];
        }
        if (_known == _count) return;
        foreach (ref var number in result) number = _merged[number];
    }

    private Answer AnswerAt(int place)
    {
        if (place < 0) return _loose[~place];
        var i = 0;
        while (place - _segments[i].Place.First >= _segments[i].Place.Limit) i++;
        return _segments[i].Answers[place - _segments[i].Place.First]!;
    }

    private PoolPlace Place(AnswerPool pool)
    {
        var answers = pool.Answers;
        var place = new PoolPlace(_placed, answers.Length);
        _segments.Add(new Segment(pool, answers, place));
        _placed += place.Limit + 1;
        if (_placed > _byPlace.Length) Array.Resize(ref _byPlace, Math.Max(_placed, 2 * _byPlace.Length));
        _byPlace.AsSpan(place.First, place.Limit).Fill(New);
        (_byPlace[place.First], _byPlace[place.First + place.Limit]) = (Nothing, Nothing);
        foreach (var policy in pool.Timeline.Revisions) _mayBeEqual |= !_policies.Add(policy);
        return place;
    }

    /// <summary>A pool as the batch sees it: what it takes up later has no place, and its closing takes nothing away.</summary>
    private readonly record struct Segment(AnswerPool Pool, Answer?[] Answers, PoolPlace Place);
}

/// <summary>
/// The numbers of a pool's answers stand from First on, for numbers in the pool that are less than Limit. At the first place, that of no
/// answer, and at the limit stands that there is nothing.
/// </summary>
internal readonly record struct PoolPlace(int First, int Limit);
