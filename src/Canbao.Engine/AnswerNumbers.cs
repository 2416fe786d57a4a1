using System.Runtime.InteropServices;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The distinct answers of a batch and their numbers. Every pool has a row of places, one for each of its answers, and an answer is known
/// by its place. Answers are compared with each other only at the end, and only where equal ones may have several places or none:
/// answers that no pool holds, and pools that share a policy. Where numbers go on from batch to batch, places keep theirs, and what was
/// numbered before is not held.
/// </summary>
internal sealed class AnswerNumbers
{
    /// <summary>Stands at the place of an answer that has no number yet.</summary>
    public const uint New = uint.MaxValue - 1;

    /// <summary>Stands at a place that no answer has.</summary>
    public const uint Nothing = uint.MaxValue;

    // Where numbers go on: at so many answers, or so many places, they begin anew. Places and numbers outlive a batch, a few megabytes at the most.
    private const int MostNumbered = 1 << 16, MostPlaced = 1 << 18;

    private readonly List<Segment> _segments = [];
    private readonly Dictionary<long, int> _segmentOf = [];
    private readonly HashSet<Policy> _policies = new(ReferenceEqualityComparer.Instance);
    private readonly List<Answer> _loose = [];
    private readonly Dictionary<Answer, uint> _equal = [];
    private uint[] _byPlace = [Nothing];
    private int[] _taken = [];
    private Answer[] _distinct = [];
    private uint[] _merged = [];
    private int _count, _known, _placed = 1;
    private bool _mayBeEqual;

    /// <summary>How many answers have numbers from batches before this one.</summary>
    public uint Before { get; private set; }

    /// <summary>Those of this batch, in the order in which they were added.</summary>
    public ReadOnlySpan<Answer> Distinct => _distinct.AsSpan(0, _known);

    /// <summary>
    /// For each place the number of its answer, or <see cref="New"/> or <see cref="Nothing"/>; place 0 is nobody's. It moves when a pool gets
    /// its places, and not while residents are answered.
    /// </summary>
    public uint[] ByPlace => _byPlace;

    /// <summary>Begins a batch.</summary>
    /// <param name="residents">So many answers may be added.</param>
    /// <param name="goOn">Whether what was numbered before keeps its numbers, unless there is too much of it.</param>
    public void Begin(int residents, bool goOn)
    {
        // A batch that has thrown has left numbers that nobody was told of.
        if (_count > 0 && _known == 0) goOn = false;
        if (goOn) GoOn();
        if (!goOn || Before > MostNumbered || _placed > MostPlaced) Clear();
        if (_taken.Length <= residents) _taken = new int[residents + 1];
    }

    /// <summary>Where the numbers of a pool's answers are.</summary>
    public PoolPlace PlaceOf(AnswerPool pool)
    {
        if (!_segmentOf.TryGetValue(pool.Id, out var index)) return Place(pool, default);
        ref var segment = ref CollectionsMarshal.AsSpan(_segments)[index];
        if (segment.Answers is not null) return segment.Place;
        var answers = pool.Answers;
        if (answers.Length != segment.Place.Limit) return Place(pool, segment.Place);
        segment = segment with { Answers = answers };
        NotePolicies(pool);
        return segment.Place;
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
        return _byPlace[place] = Before + (uint)_count++;
    }

    /// <summary>The number of an answer that need not be in any pool.</summary>
    public uint NumberOf(Answer answer)
    {
        _mayBeEqual = true;
        _loose.Add(answer);
        _taken[_count] = -_loose.Count;
        return Before + (uint)_count++;
    }

    /// <summary>Looks up the new answers by their places and numbers equal ones alike.</summary>
    public void Settle(Span<uint> result)
    {
        if (_distinct.Length < _count) _distinct = new Answer[Math.Max(_count, 2 * _distinct.Length)];
        if (_mayBeEqual) Merge(result);
        else
            for (; _known < _count; _known++) _distinct[_known] = AnswerAt(_taken[_known]);
    }

    /// <summary>Lets go of the answers of the last batch, so that they and their policies are not held; what has a number keeps it.</summary>
    public void Release()
    {
        _distinct.AsSpan(0, _known).Clear();
        foreach (ref var segment in CollectionsMarshal.AsSpan(_segments)) segment = segment with { Answers = null };
        _policies.Clear();
        _loose.Clear();
        _equal.Clear();
        Before += (uint)_known;
        (_count, _known) = (0, 0);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Release();
        _segments.Clear();
        _segmentOf.Clear();
        (Before, _placed, _mayBeEqual) = (0, 1, false);
    }

    /// <summary>Whether pools share a policy is found again by those that the next batch uses.</summary>
    private void GoOn()
    {
        Release();
        _mayBeEqual = false;
    }

    private void Merge(Span<uint> result)
    {
        if (_merged.Length < _count) _merged = new uint[_taken.Length];
        for (var i = 0; i < _count; i++)
        {
            var answer = AnswerAt(_taken[i]);
            if (_equal.TryAdd(answer, Before + (uint)_known)) _distinct[_known++] = answer;
            _merged[i] = _equal[answer];
            if (_taken[i] > 0) _byPlace[_taken[i]] = _merged[i];
        }
        if (_known == _count) return;
        foreach (ref var number in result)
            if (number >= Before) number = _merged[number - Before];
    }

    private Answer AnswerAt(int place)
    {
        if (place < 0) return _loose[~place];
        var (low, high) = (0, _segments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].Place.First <= place) low = middle;
            else high = middle - 1;
        }
        return _segments[low].Answers![place - _segments[low].Place.First]!;
    }

    /// <summary>A pool that has grown has further places; what it had before moves there with its numbers.</summary>
    private PoolPlace Place(AnswerPool pool, PoolPlace before)
    {
        var answers = pool.Answers;
        var place = new PoolPlace(_placed, answers.Length);
        _segmentOf[pool.Id] = _segments.Count;
        _segments.Add(new Segment(answers, place));
        _placed += place.Limit + 1;
        if (_placed > _byPlace.Length) Array.Resize(ref _byPlace, Math.Max(_placed, 2 * _byPlace.Length));
        var numbers = _byPlace.AsSpan(place.First, place.Limit);
        numbers.Fill(New);
        if (before.Limit <= place.Limit) _byPlace.AsSpan(before.First, before.Limit).CopyTo(numbers);
        (_byPlace[place.First], _byPlace[place.First + place.Limit]) = (Nothing, Nothing);
        NotePolicies(pool);
        return place;
    }

    private void NotePolicies(AnswerPool pool)
    {
        foreach (var policy in pool.Timeline.Revisions) _mayBeEqual |= !_policies.Add(policy);
    }

    /// <summary>
    /// A pool's answers as the batch sees them: what it takes up later has no place, and its closing takes nothing away. Null for a pool
    /// that had places in an earlier batch.
    /// </summary>
    private readonly record struct Segment(Answer?[]? Answers, PoolPlace Place);
}

/// <summary>
/// The numbers of a pool's answers stand from First on, for numbers in the pool that are less than Limit. At the first place, that of no
/// answer, and at the limit stands that there is nothing.
/// </summary>
internal readonly record struct PoolPlace(int First, int Limit);
