using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Engine;

/// <summary>
/// One profile under the revisions of one policy: for which dates, which quote of which of them. Dates are interpreted when they are first asked
/// for, and with them a whole region of dates that have the same answer. Who is asked for often gets rows of days beside the regions, for
/// batches to look up. Safe for several threads.
/// </summary>
public sealed class Plan
{
    // Measured: the plan, its profile with its tier, and its entry in the cache; and a code in a list of the profile.
    private const int BytesPerPlan = 750, BytesPerCode = 60;

    // Rows cost a kilobyte: most of a million profiles are asked for once or twice.
    private const int AsksBeforeRows = 4;

    // Dates that no region can hold together, such as births against events, would come without end.
    private const int MostRegions = 256;

    private readonly int _dayBeforeFirst, _lastSlot;
    private PlanRegion[] _regions = [];
    private PlanRows? _rows;
    private int _regionBytes, _asks;

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
        (_dayBeforeFirst, _lastSlot) = PaymentSlots.Of(Timeline);
    }

    public Timeline Timeline => Pool.Timeline;

    public Profile Profile { get; }

    /// <summary>What the plan holds in memory now, in bytes, about; without its answers, which it shares with others.</summary>
    public int Bytes => BytesPerPlan + BytesPerCode * (Profile.Identities.Count + Profile.Addons.Count)
        + Volatile.Read(ref _regionBytes) + (Volatile.Read(ref _rows)?.Bytes ?? 0) + _aliasBytes;

    internal AnswerPool Pool { get; }

    /// <summary>The cache that made it, whether it keeps it or not.</summary>
    internal PlanCache? Home { get; }

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

    /// <summary>The answer for a resident of this profile.</summary>
    public Answer AnswerOn(in Situation situation) => AnswerOn(new DayNumbers(situation), out _);

    /// <summary>The answer for a resident without any personal date.</summary>
    public Answer AnswerOn(DateOnly day) => AnswerOn(new Situation(day));

    /// <summary>The quote of <see cref="AnswerOn(in Situation)"/>.</summary>
    public Quote QuoteOn(in Situation situation) => AnswerOn(situation).Quote!;

    /// <summary>The quote of <see cref="AnswerOn(DateOnly)"/>.</summary>
    public Quote QuoteOn(DateOnly day) => AnswerOn(day).Quote!;

    /// <summary>How many regions of dates are known.</summary>
    internal int Regions => Volatile.Read(ref _regions).Length;

    /// <summary>The days that are known now of residents without personal dates, for a batch in which the pool has this place.</summary>
    internal PlanRow RowAt(PoolPlace place) => new(Volatile.Read(ref _rows)?.Plain ?? Pool.NoRow, _dayBeforeFirst, _lastSlot, place);

    /// <summary>The days and births that are known now.</summary>
    internal BirthRow BirthRowAt(PoolPlace place) => Volatile.Read(ref _rows) is { } rows
        ? new(rows.Axis.Thresholds, rows.Axis.Classes, rows.ByClass, _dayBeforeFirst, _lastSlot, place)
        : BirthRow.Unknown;

    /// <summary>The answer for these dates, and its number in the pool; none if the pool takes no more.</summary>
    internal Answer AnswerOn(in DayNumbers dates, out ushort number)
    {
        foreach (ref readonly var region in Volatile.Read(ref _regions).AsSpan())
        {
            if (!region.Contains(dates)) continue;
            var known = region.For(Pool, dates, out number);
            NoteInRows(region, dates, number);
            return known;
        }
        return Interpret(dates, out number);
    }

    /// <summary>The answer for a payment day without personal dates.</summary>
    internal Answer AnswerOn(int day, out ushort number)
    {
        var dates = DayNumbers.First;
        dates[DateSource.Payment] = day;
        return AnswerOn(dates, out number);
    }

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
            // Somebody may hold the plan, but what it knows is not counted any more.
            Volatile.Write(ref _regions, []);
            Volatile.Write(ref _rows, null);
            _regionBytes = 0;
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

    private Answer Interpret(in DayNumbers dates, out ushort number)
    {
        var found = TimelineInterpreter.Region(Timeline, Profile, dates.ToSituation());
        if (Pool.Keep(found) is not { } region)
        {
            number = AnswerPool.None;
            return Answer.Of(found.Template.QuoteFor(dates), found.Template.Policy);
        }
        var answer = region.For(Pool, dates, out number);
        Add(region);
        NoteInRows(region, dates, number);
        return answer;
    }

    private void Add(in PlanRegion region)
    {
        lock (_changing)
        {
            if (_regions.Length == MostRegions) return;
            Volatile.Write(ref _regions, [.. _regions, region]);
            _regionBytes += region.Bytes;
        }
        Volatile.Read(ref _keeper)?.Recharge(this);
    }

    /// <summary>Of who is asked for often, the next one with such dates is found in a row.</summary>
    private void NoteInRows(in PlanRegion region, in DayNumbers dates, ushort number)
    {
        if (number == AnswerPool.None || !region.FitsRows || dates[DateSource.Event] >= 0 || dates[DateSource.Recognition] >= 0) return;
        var (slot, birth) = (Math.Clamp(dates[DateSource.Payment] - _dayBeforeFirst, 0, _lastSlot), BirthLine.Wire(dates[DateSource.Birth]));
        if (Volatile.Read(ref _rows) is { } begun)
        {
            if (begun.Has(slot, begun.Axis.LinesBehind(slot, birth), number)) return;
        }
        else if (++_asks < AsksBeforeRows) return; // Two threads may count one ask: then the rows come one ask later.
        lock (_changing)
        {
            if (RowsFor(region) is not { } rows) return;
            rows.Fill(region, slot, number, _dayBeforeFirst, rows.Axis.LinesBehind(slot, birth));
        }
        Volatile.Read(ref _keeper)?.Recharge(this);
    }

    /// <summary>Rows with all lines between births that the plan knows of; null if its timeline has too many such sets of lines.</summary>
    private PlanRows? RowsFor(in PlanRegion region)
    {
        if (_rows is { } rows && rows.Axis.Knows(region.Births)) return rows;
        var lines = _regions.Append(region).SelectMany(known => known.Births.ToArray()).Select(side => side.Line).Distinct();
        var axis = Pool.Axis([.. lines.Take(BirthAxis.MostLines).OrderBy(line => line.GetHashCode())]);
        if (axis is null) return _rows;
        // Who has no birth has the same answers whatever the lines are.
        var begun = new PlanRows(Pool, axis, _rows?.Plain);
        Volatile.Write(ref _rows, begun);
        return begun;
    }
}
