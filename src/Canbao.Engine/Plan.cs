using System.Runtime.CompilerServices;
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
    // Measured: the plan, its profile with its tier, and its entry in the cache; and a code in a list of the profile.
    private const int BytesPerPlan = 750, BytesPerCode = 60;

    private const int OneDayLength = 4;

    private static readonly ushort[] s_noCells = new ushort[1];

    private static long s_serials;

    private readonly int _dayBeforeFirst, _lastSlot;

    // Numbers of answers by slot: one for each day of the collection year, and one each for the days before and after it, which all have
    // one answer. Most of a million profiles are asked for on one day: until a second one comes, that number stands between two that say
    // nothing, and behind them its slot.
    private ushort[] _cells = s_noCells;

    private readonly Lock _changing = new();
    private PlanCache? _keeper;
    private List<(PlanAliases Aliases, byte[] Key)>? _aliases;
    private int _aliasBytes;

    /// <param name="timeline">The revisions.</param>
    /// <param name="profile">A profile that has passed the input check.</param>
    public Plan(Timeline timeline, Profile profile)
        : this(new AnswerPool(timeline, null), profile, null)
    {
    }

    /// <summary>Of one revision alone, whatever the day.</summary>
    public Plan(Policy policy, Profile profile)
        : this(policy.Alone, profile)
    {
    }

    internal Plan(AnswerPool pool, Profile profile, PlanCache? home)
    {
        Pool = pool;
        Home = home;
        Profile = profile;
        DatesRead = Timeline.DatesRead(profile);
        _dayBeforeFirst = Timeline.CollectionFrom.DayNumber - 1;
        _lastSlot = Timeline.CollectionTo.DayNumber - _dayBeforeFirst + 1;
    }

    public Timeline Timeline => Pool.Timeline;

    public Profile Profile { get; }

    public PersonalDates DatesRead { get; }

    /// <summary>What the plan holds in memory now, in bytes, about; without its answers, which it shares with others.</summary>
    public int Bytes => BytesPerPlan + BytesPerCode * (Profile.Identities.Count + Profile.Addons.Count)
        + Volatile.Read(ref _cells).Length * sizeof(ushort) + _aliasBytes;

    internal AnswerPool Pool { get; }

    /// <summary>The cache that made it, whether it keeps it or not.</summary>
    internal PlanCache? Home { get; }

    /// <summary>No other plan of this process has it.</summary>
    internal long Serial { get; } = Interlocked.Increment(ref s_serials);

    /// <summary>True from the second sight of a profile until a cache keeps its plan.</summary>
    internal bool IsWorthKeeping { get; set; }

    /// <summary>How many plans the cache had been given when this one was last looked up there.</summary>
    internal long LastTouched { get; set; }

    /// <summary>
    /// Whether a cache keeps it and its answers. One that it does not keep is for the batch that asked for it: who held it longer would hold what
    /// the cache does not count.
    /// </summary>
    public bool IsKept => Volatile.Read(ref _keeper) is not null && !Pool.IsClosed;

    /// <summary>What the cache has been told that the plan holds.</summary>
    internal int ChargedBytes { get; set; }

    /// <summary>The answer for a resident of this profile. Personal dates that the plan does not read are ignored.</summary>
    public Answer AnswerOn(in Situation situation) => HasPersonalDate(situation) ? Interpret(situation) : AnswerOn(situation.PaymentDate);

    /// <summary>The answer for a resident without any personal date that the plan reads.</summary>
    public Answer AnswerOn(DateOnly day) => AnswerOn(day.DayNumber, out _);

    /// <summary>The quote of <see cref="AnswerOn(in Situation)"/>.</summary>
    public Quote QuoteOn(in Situation situation) => AnswerOn(situation).Quote!;

    /// <summary>The quote of <see cref="AnswerOn(DateOnly)"/>.</summary>
    public Quote QuoteOn(DateOnly day) => AnswerOn(day).Quote!;

    /// <summary>Whether the answer must be computed with personal dates.</summary>
    public bool HasPersonalDate(in Situation situation) =>
        (situation.BirthDate is not null && (DatesRead & PersonalDates.Birth) != 0)
        || (situation.EventDate is not null && (DatesRead & PersonalDates.Event) != 0)
        || (situation.IdentityRecognisedOn is not null && (DatesRead & PersonalDates.Recognition) != 0);

    /// <summary>Only the dates that the plan reads: the others must not tell residents apart.</summary>
    internal Situation Read(in Situation given) => new(
        given.PaymentDate,
        (DatesRead & PersonalDates.Birth) != 0 ? given.BirthDate : null,
        (DatesRead & PersonalDates.Event) != 0 ? given.EventDate : null,
        (DatesRead & PersonalDates.Recognition) != 0 ? given.IdentityRecognisedOn : null);

    /// <summary>The days that are known now, for a batch in which the pool has this place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal PlanRow RowAt(PoolPlace place)
    {
        var cells = Volatile.Read(ref _cells);
        return cells.Length == OneDayLength
            ? new PlanRow(cells, _dayBeforeFirst + cells[^1] - 1, OneDayLength - 2, place)
            : new PlanRow(cells, _dayBeforeFirst, Math.Min(_lastSlot, cells.Length - 1), place);
    }

    /// <summary>The answer of a day, and its number in the pool; none if the pool takes no more.</summary>
    internal Answer AnswerOn(int day, out ushort number)
    {
        var slot = Math.Clamp(day - _dayBeforeFirst, 0, _lastSlot);
        number = NumberAt(slot);
        if (number != AnswerPool.None) return Pool[number];
        var answer = Interpret(new Situation(DateOnly.FromDayNumber(day)), out number);
        if (number == AnswerPool.None) return answer;
        Fill(slot, number);
        FillBetween(slot, number);
        return answer;
    }

    /// <summary>An interpretation, and the number of its answer in the pool; none if the pool takes no more.</summary>
    internal Answer Interpret(in Situation situation, out ushort number)
    {
        var answer = Interpret(situation);
        number = Pool.NumberOf(ref answer);
        return answer;
    }

    /// <summary>Whether a day's answer is looked up when it is asked for the next time.</summary>
    internal bool Knows(DateOnly day) => NumberAt(Math.Clamp(day.DayNumber - _dayBeforeFirst, 0, _lastSlot)) != AnswerPool.None;

    /// <summary>Tells a plan that a cache keeps it, so that it may have aliases and says when it grows.</summary>
    internal void KeptBy(PlanCache keeper)
    {
        lock (_changing) _keeper = keeper;
    }

    /// <summary>Tells a plan that its cache has let it go: nobody may find it any more.</summary>
    internal void LetGo()
    {
        lock (_changing)
        {
            _keeper = null;
            foreach (var (aliases, key) in _aliases ?? []) aliases.Remove(key, this);
            _aliases = null;
            _aliasBytes = 0;
            // Somebody may hold the plan, but its days are not counted any more.
            Volatile.Write(ref _cells, s_noCells);
        }
    }

    internal void AddAlias(PlanAliases aliases, ReadOnlySpan<byte> key)
    {
        lock (_changing)
        {
            if (_keeper is null) return;
            _aliases ??= [];
            // Those of a book that was replaced are found by nobody; the plan may outlive it.
            _aliases.RemoveAll(alias => alias.Aliases.IsClosed);
            var bytes = key.ToArray();
            if (!aliases.TryAdd(bytes, this)) return;
            _aliases.Add((aliases, bytes));
            if (_aliases.Count > PlanAliases.MaxOfOnePlan)
            {
                _aliases[0].Aliases.Remove(_aliases[0].Key, this);
                _aliases.RemoveAt(0);
            }
            _aliasBytes = _aliases.Sum(alias => alias.Key.Length + PlanAliases.BytesBeside);
        }
        Volatile.Read(ref _keeper)?.Recharge(this);
    }

    private Answer Interpret(in Situation situation)
    {
        var (policy, quote) = TimelineInterpreter.Quote(Timeline, Profile, situation);
        return Answer.Of(quote, policy);
    }

    private ushort NumberAt(int slot)
    {
        var cells = Volatile.Read(ref _cells);
        if (cells.Length > OneDayLength) return Volatile.Read(ref cells[slot]);
        return cells.Length == OneDayLength && cells[^1] == slot ? cells[1] : AnswerPool.None;
    }

    /// <summary>
    /// Looks whether other days of the same stretch have this answer too, and gives it to those between: within a stretch no rule begins or
    /// ends, and what is counted from the payment day only moves forward, so it stands still between two days on which it is the same.
    /// </summary>
    private void FillBetween(int slot, ushort number)
    {
        var cells = Volatile.Read(ref _cells);
        if (cells.Length <= OneDayLength) return;
        var (first, last) = Pool.Stretches.Of(slot);
        if (last - first < 2 || !IsKnownBeside(cells, first, last, slot, number)) return;
        foreach (var end in (ReadOnlySpan<int>)[first, last])
        {
            if (NumberAt(end) != AnswerPool.None) continue;
            Interpret(new Situation(DateOnly.FromDayNumber(_dayBeforeFirst + end)), out var atEnd);
            if (atEnd != AnswerPool.None) Fill(end, atEnd);
        }
        lock (_changing)
        {
            // A plan that was let go in the meantime has begun anew.
            if (!ReferenceEquals(_cells, cells)) return;
            var days = cells.AsSpan(first, last - first + 1);
            var (from, to) = (days.IndexOf(number), days.LastIndexOf(number));
            days[from..to].Replace(AnswerPool.None, number);
        }
    }

    private static bool IsKnownBeside(ReadOnlySpan<ushort> cells, int first, int last, int slot, ushort number) =>
        cells[first..slot].Contains(number) || cells[(slot + 1)..(last + 1)].Contains(number);

    private void Fill(int slot, ushort number)
    {
        lock (_changing)
        {
            if (_cells.Length > OneDayLength)
            {
                Volatile.Write(ref _cells[slot], number);
                return;
            }
            if (_cells.Length < OneDayLength || _cells[^1] == slot)
            {
                Volatile.Write(ref _cells, [AnswerPool.None, number, AnswerPool.None, (ushort)slot]);
                return;
            }
            var cells = new ushort[Math.Max(_lastSlot, OneDayLength) + 1];
            cells[_cells[^1]] = _cells[1];
            cells[slot] = number;
            Volatile.Write(ref _cells, cells);
        }
        Volatile.Read(ref _keeper)?.Recharge(this);
    }
}
