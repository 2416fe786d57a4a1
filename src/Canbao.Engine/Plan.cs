using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// One profile under the revisions of one policy: for every payment day, which quote of which of them. A day is interpreted when it
/// is first asked for and looked up afterwards. Answers that depend on personal dates are interpreted with them;
/// <see cref="DatesRead"/> says which they are. Safe for several threads.
/// </summary>
public sealed class Plan
{
    // Measured with generated residents: a quote with its lists is about 400 bytes, its answer 40, what a server makes of it 400.
    private const int BytesPerAnswer = 840, BytesPerPlan = 400;

    private readonly Answer?[]? _byDay;
    private readonly DateOnly _first;
    private readonly HashSet<Answer> _distinct = [];
    private readonly Lock _filling = new();
    private readonly List<(PlanAliases Aliases, byte[] Key)> _aliases = [];
    private PlanCache? _keeper;
    private int _aliasBytes;

    /// <param name="timeline">The revisions.</param>
    /// <param name="profile">A profile that has passed the input check.</param>
    /// <param name="remembers">False for a profile seen for the first time: its days are interpreted and not kept.</param>
    public Plan(Timeline timeline, Profile profile, bool remembers)
    {
        Timeline = timeline;
        Profile = profile;
        DatesRead = timeline.DatesRead(profile);
        _first = timeline.CollectionFrom;
        // One slot each for the days before and after the collection year, which all have one answer.
        if (remembers) _byDay = new Answer?[timeline.CollectionTo.DayNumber - _first.DayNumber + 3];
    }

    /// <summary>Of one revision alone, whatever the day.</summary>
    public Plan(Policy policy, Profile profile, bool remembers)
        : this(policy.Alone, profile, remembers)
    {
    }

    public Timeline Timeline { get; }

    public Profile Profile { get; }

    public PersonalDates DatesRead { get; }

    /// <summary>What the plan holds in memory now, in bytes, about.</summary>
    public int Bytes => BytesPerPlan + (_byDay?.Length ?? 0) * IntPtr.Size + _distinct.Count * BytesPerAnswer + _aliasBytes;

    /// <summary>Whether a cache keeps it.</summary>
    internal bool IsKept => Volatile.Read(ref _keeper) is not null;

    /// <summary>What the cache has been told that the plan holds.</summary>
    internal int ChargedBytes { get; set; }

    /// <summary>The answer for a resident of this profile. Personal dates that the plan does not read are ignored.</summary>
    public Answer AnswerOn(in Situation situation) => HasPersonalDate(situation) ? Interpret(situation) : AnswerOn(situation.PaymentDate);

    /// <summary>The answer for a resident without any personal date that the plan reads.</summary>
    public Answer AnswerOn(DateOnly day)
    {
        if (_byDay is null) return Interpret(new Situation(day));
        ref var slot = ref _byDay[Math.Clamp(day.DayNumber - _first.DayNumber + 1, 0, _byDay.Length - 1)];
        return Volatile.Read(ref slot) ?? Fill(ref slot, day);
    }

    /// <summary>The quote of <see cref="AnswerOn(in Situation)"/>.</summary>
    public Quote QuoteOn(in Situation situation) => AnswerOn(situation).Quote!;

    /// <summary>The quote of <see cref="AnswerOn(DateOnly)"/>.</summary>
    public Quote QuoteOn(DateOnly day) => AnswerOn(day).Quote!;

    /// <summary>Whether the answer must be computed with personal dates.</summary>
    public bool HasPersonalDate(in Situation situation) =>
        (situation.BirthDate is not null && (DatesRead & PersonalDates.Birth) != 0)
        || (situation.EventDate is not null && (DatesRead & PersonalDates.Event) != 0)
        || (situation.IdentityRecognisedOn is not null && (DatesRead & PersonalDates.Recognition) != 0);

    /// <summary>Tells a plan that a cache keeps it, so that it may have aliases.</summary>
    internal void KeptBy(PlanCache keeper)
    {
        lock (_filling) _keeper = keeper;
    }

    /// <summary>Tells a plan that its cache has let it go: nobody may find it any more.</summary>
    internal void LetGo()
    {
        lock (_filling)
        {
            _keeper = null;
            foreach (var (aliases, key) in _aliases) aliases.Remove(key, this);
            _aliases.Clear();
            _aliasBytes = 0;
        }
    }

    internal void AddAlias(PlanAliases aliases, ReadOnlySpan<byte> key)
    {
        lock (_filling)
        {
            if (_keeper is null) return;
            // Those of a book that was replaced are found by nobody; the plan may outlive it.
            _aliases.RemoveAll(alias => alias.Aliases.IsClosed);
            var bytes = key.ToArray();
            if (_aliases.Count >= PlanAliases.MaxOfOnePlan || !aliases.TryAdd(bytes, this)) return;
            _aliases.Add((aliases, bytes));
            _aliasBytes = _aliases.Sum(alias => alias.Key.Length + PlanAliases.BytesBeside);
        }
        Volatile.Read(ref _keeper)?.Recharge(this);
    }

    private Answer Interpret(in Situation situation)
    {
        var (policy, quote) = TimelineInterpreter.Quote(Timeline, Profile, situation);
        return Answer.Of(quote, policy);
    }

    private Answer Fill(ref Answer? slot, DateOnly day)
    {
        var answer = Interpret(new Situation(day));
        lock (_filling)
        {
            // Most days of a window have one answer: keep it once. Revisions that answer alike stay apart: an answer names its own.
            if (_distinct.TryGetValue(answer, out var known)) answer = known;
            else _distinct.Add(answer);
            Volatile.Write(ref slot, answer);
            return answer;
        }
    }
}
