using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// The answers of one timeline, each once and with a number: its plans hold two bytes per day instead of answers of their own. Numbers
/// count up from 1 and are never used for another answer. A pool that is full refuses answers, which are interpreted whenever they are asked
/// for. A pool that was closed takes no more, and goes with the last of its plans. Safe for several threads.
/// </summary>
internal sealed class AnswerPool(Timeline timeline, AnswerPools? owner)
{
    /// <summary>The number of no answer.</summary>
    public const ushort None = 0;

    // Measured with generated residents: a quote with its lists is about 400 bytes, its answer 48, what a server makes of it 400, its
    // place in the pool 40.
    public const int BytesPerAnswer = 890;

    private const int MostAxes = 64;

    // A full pool that has refused so many answers for each that it holds is one of other days: it costs less to begin anew.
    private const int RefusedOfEach = 8;

    private readonly Dictionary<Answer, ushort> _numbers = [];
    private readonly Lock _adding = new();
    private Answer?[] _answers = new Answer?[64];
    private int _count;
    private int _refused;
    private bool _isFull;
    private volatile bool _isClosed;
    private readonly Dictionary<Template, MovingAnswer> _moving = [];
    private readonly Dictionary<ValueList<BirthLine>, BirthAxis> _axes = [];
    private long _interpretations;

    private static long lastId;

    public Timeline Timeline => timeline;

    /// <summary>A plan's row that knows no day.</summary>
    public ushort[] NoRow { get; } = new ushort[PaymentSlots.Count(timeline)];

    /// <summary>How many answers were interpreted for its plans.</summary>
    public long Interpretations => Volatile.Read(ref _interpretations);

    /// <summary>No other pool of this process has it.</summary>
    public long Id { get; } = Interlocked.Increment(ref lastId);

    /// <summary>
    /// By number, with room for more. The pool may go on with a larger array; what this one holds it goes on holding.
    /// </summary>
    public Answer?[] Answers => Volatile.Read(ref _answers);

    public bool IsClosed => _isClosed;

    /// <summary>For its owner: what it was charged, and when it was last used.</summary>
    public long Charged { get; set; }

    public long LastUsed { get; set; }

    /// <summary>The answer with a number that this pool has given.</summary>
    public Answer this[ushort number] => Answers[number]!;

    /// <summary>The number of an answer, and the answer of the pool that is equal to it. None if the pool takes no more.</summary>
    public ushort NumberOf(ref Answer answer)
    {
        ushort known;
        bool isStale;
        lock (_adding)
        {
            if (_isClosed) return None;
            if (_numbers.TryGetValue(answer, out known))
            {
                answer = _answers[known]!;
                return known;
            }
            if (!_isFull && _count < ushort.MaxValue) known = Add(answer);
            else _refused++;
            isStale = _refused > RefusedOfEach * _count;
        }
        if (isStale) owner?.GiveUp(this);
        else if (known != None) owner?.Charge(this);
        return known;
    }

    /// <summary>The answer of a region, to be kept by a plan; null if the pool takes no more.</summary>
    public PlanRegion? Keep(in RegionAnswer found)
    {
        Interlocked.Increment(ref _interpretations);
        if (found.Template.Start is not null) return Moving(found.Template) is { } moving ? new(found.Region, None, moving) : null;
        var answer = Answer.Of(found.Template.Quote, found.Template.Policy);
        var number = NumberOf(ref answer);
        return number == None ? null : new(found.Region, number, null);
    }

    /// <summary>Births by these lines; null if there are too many axes.</summary>
    public BirthAxis? Axis(BirthLine[] lines)
    {
        BirthAxis axis;
        lock (_adding)
        {
            if (_axes.TryGetValue([.. lines], out var known)) return known;
            if (_axes.Count == MostAxes || _isClosed || _isFull) return null;
            _axes.Add([.. lines], axis = new BirthAxis(timeline, lines));
        }
        owner?.Charge(this, axis.Bytes);
        return axis;
    }

    /// <summary>Whether there is no room for further answers; those that it has stay, and were asked for before the others.</summary>
    public void SetFull(bool isFull)
    {
        lock (_adding) _isFull = isFull;
    }

    public void Close()
    {
        lock (_adding)
        {
            _isClosed = true;
            _numbers.Clear();
            _moving.Clear();
        }
    }

    private MovingAnswer? Moving(Template template)
    {
        MovingAnswer? moving;
        lock (_adding)
        {
            if (_moving.TryGetValue(template, out moving)) return moving;
            if (_isClosed || _isFull) return null;
            _moving.Add(template, moving = new MovingAnswer(this, template));
        }
        owner?.Charge(this);
        return moving;
    }

    private ushort Add(Answer answer)
    {
        var number = (ushort)(_count + 1);
        var answers = _answers;
        if (number == answers.Length) Array.Resize(ref answers, 2 * answers.Length);
        answers[number] = answer;
        Volatile.Write(ref _answers, answers);
        _count = number;
        _numbers.Add(answer, number);
        return number;
    }
}
