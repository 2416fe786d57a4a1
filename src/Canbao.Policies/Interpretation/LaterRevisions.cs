using System.Numerics;
using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// When a closed day is followed by no open one that its own revision governs: the first open day of the revisions behind it, each
/// asked about the days that it governs, and the readings on which that day depends.
/// </summary>
internal sealed class LaterRevisions
{
    private readonly Timeline _timeline;
    private readonly Profile _profile;
    private readonly Dates _dates;
    private readonly int _first;
    private readonly ulong[] _asked, _restedOn;

    /// <param name="timeline">The timeline.</param>
    /// <param name="first">Index of the first revision that is asked.</param>
    /// <param name="profile">The resident.</param>
    /// <param name="dates">The dates; the payment date is not read.</param>
    public LaterRevisions(Timeline timeline, int first, Profile profile, Dates dates)
    {
        (_timeline, _first, _profile, _dates) = (timeline, first, profile, dates);
        _asked = new ulong[timeline.Revisions.Count];
        _restedOn = new ulong[timeline.Revisions.Count];
        for (var i = first; i < timeline.Revisions.Count && Day is null; i++)
        {
            var run = Run(i, -1, 0);
            Day = run.FirstOpenDay();
            Found = Day is null ? null : timeline.Revisions[i];
            (_asked[i], _restedOn[i]) = (run.Consulted, run.RestedOn);
        }
    }

    /// <summary>Null if there is no open day in the rest of the collection year.</summary>
    public DateOnly? Day { get; }

    /// <summary>The revision that governs the day.</summary>
    public Policy? Found { get; }

    /// <summary>The ids of the readings under whose other choices the day would be another one, or which decide in words.</summary>
    public IEnumerable<string> DecisiveIds() => Asked().Where(asked => asked.InWords || Alternatives(asked).Any(a => a.Day != Day))
        .Select(asked => asked.Reading.Id);

    /// <summary>The readings that were asked, with what the quote would have been.</summary>
    public IEnumerable<ConsultedReading> Consult(Quote quote)
    {
        foreach (var asked in Asked())
        {
            ValueList<AlternativeAnswer> alternatives =
                [.. Alternatives(asked).Select(a => new AlternativeAnswer(a.Choice, a.Day == Day ? null : quote with { NextOpenDate = a.Day }))];
            yield return new ConsultedReading(asked.Reading, asked.InWords || alternatives.Any(a => a.Quote is not null), alternatives);
        }
    }

    private IEnumerable<(int Index, Reading Reading, bool InWords)> Asked()
    {
        for (var i = _first; i < _timeline.Revisions.Count; i++)
            for (var rest = _asked[i] | _restedOn[i]; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                yield return (i, _timeline.Revisions[i].Readings[bit], (_restedOn[i] >> bit & 1) != 0);
            }
    }

    private IEnumerable<(ReadingChoice Choice, DateOnly? Day)> Alternatives((int Index, Reading Reading, bool InWords) asked)
    {
        var choices = asked.Reading.Choices;
        for (var choice = 0; choice < choices.Count; choice++)
            if (choice != asked.Reading.Chosen) yield return (choices[choice], DayUnder(asked.Index, asked.Reading.Index, choice));
    }

    /// <summary>The day if one revision took another choice for one reading.</summary>
    private DateOnly? DayUnder(int changed, int reading, int choice)
    {
        for (var i = _first; i < _timeline.Revisions.Count; i++)
            if (Run(i, i == changed ? reading : -1, choice).FirstOpenDay() is { } day) return day;
        return null;
    }

    private Interpretation Run(int index, int reading, int choice)
    {
        var policy = _timeline.Revisions[index];
        DateOnly? governsTo = index + 1 < _timeline.Revisions.Count ? _timeline.GovernsTo(index) : null;
        return new Interpretation(policy, _profile, _dates.PaidOn(policy.EffectiveFrom!.Value), null, governsTo, null, reading, choice);
    }
}
