using Canbao.Policies.Model;

namespace Canbao.Policies.Interpretation;

/// <summary>
/// The meaning of a timeline: the revision in force on the payment date answers. Only the next open day of a closed quote may be
/// one that a later revision governs; then that revision is asked, from its first day on.
/// </summary>
public static class TimelineInterpreter
{
    /// <summary>The quote for one resident and one payment date, with the revision that gave it.</summary>
    public static (Policy Policy, Quote Quote) Quote(Timeline timeline, Profile profile, in Situation situation)
    {
        var template = Answer(timeline, profile, new Dates(situation));
        return (template.Policy, template.QuoteFor(new DayNumbers(situation)));
    }

    /// <summary>The answer for one resident and one payment date, and for which other dates it is the answer too.</summary>
    public static RegionAnswer Region(Timeline timeline, Profile profile, in Situation situation)
    {
        var recorder = new DateRecorder(situation);
        var template = Answer(timeline, profile, new Dates(situation, recorder));
        return new(recorder.Region(), template);
    }

    /// <summary>The quote with its walk and its readings, with the revision that gave it.</summary>
    public static (Policy Policy, Explanation Explanation) Explain(Timeline timeline, Profile profile, in Situation situation)
    {
        if (timeline.Revisions.Count == 1) return (timeline.Newest, Interpreter.Explain(timeline.Newest, profile, situation));
        var (index, dates) = (timeline.IndexOn(situation.PaymentDate), new Dates(situation));
        var policy = timeline.Revisions[index];
        var walk = new Walk();
        AddStep(walk, timeline, index);
        var explanation = Interpreter.Explain(policy, profile, dates, GovernsTo(timeline, index), walk);
        return (policy, AsksLater(timeline, index, explanation.Quote)
            ? WithLater(explanation, new LaterRevisions(timeline, index + 1, profile, dates))
            : explanation);
    }

    private static Template Answer(Timeline timeline, Profile profile, Dates dates)
    {
        if (timeline.Revisions.Count == 1) return Interpreter.Answer(timeline.Newest, profile, dates, null);
        var index = IndexOn(timeline, dates.Payment);
        var policy = timeline.Revisions[index];
        var template = Interpreter.Answer(policy, profile, dates, GovernsTo(timeline, index));
        if (!AsksLater(timeline, index, template.Quote)) return template;
        var later = new LaterRevisions(timeline, index + 1, profile, dates);
        return template with
        {
            Quote = template.Quote with { NextOpenDate = later.Day, Notices = Joined(template.Quote.Notices, later.DecisiveIds()) },
        };
    }

    private static int IndexOn(Timeline timeline, Day payment)
    {
        var index = timeline.Revisions.Count - 1;
        while (index > 0 && payment < timeline.Revisions[index].EffectiveFrom!.Value) index--;
        return index;
    }

    private static DateOnly? GovernsTo(Timeline timeline, int index) => index + 1 < timeline.Revisions.Count ? timeline.GovernsTo(index) : null;

    private static bool AsksLater(Timeline timeline, int index, Quote quote) =>
        quote is { Status: QuoteStatus.Closed, NextOpenDate: null } && index + 1 < timeline.Revisions.Count;

    /// <summary>The later revisions' day enters the quote, and the alternatives of every reading that left the day to them.</summary>
    private static Explanation WithLater(Explanation explanation, LaterRevisions later)
    {
        var quote = explanation.Quote with
        {
            NextOpenDate = later.Day, Notices = Joined(explanation.Quote.Notices, later.DecisiveIds()),
        };
        var readings = explanation.Readings.Select(r => r with { Alternatives = [.. r.Alternatives.Select(a => WithLater(a, later.Day))] }).ToList();
        AddStep(explanation.Walk, later);
        foreach (var more in later.Consult(quote))
        {
            // The same question in both revisions: who reads wants it once, and where it decides.
            var same = readings.FindIndex(r => r.Reading.Id == more.Reading.Id);
            if (same < 0) readings.Add(more);
            else if (more.Decisive && !readings[same].Decisive) readings[same] = more;
        }
        return new Explanation(quote, explanation.Walk, [.. readings]);
    }

    private static AlternativeAnswer WithLater(AlternativeAnswer alternative, DateOnly? day) =>
        alternative.Quote is { Status: QuoteStatus.Closed, NextOpenDate: null } closed
            ? alternative with { Quote = closed with { NextOpenDate = day } }
            : alternative;

    private static ValueList<string> Joined(ValueList<string> notices, IEnumerable<string> more) => [.. notices.Union(more)];

    private static void AddStep(Walk walk, Timeline timeline, int index)
    {
        var policy = timeline.Revisions[index];
        var (fromZh, fromEn) = index == 0 ? ("自始", "from the beginning")
            : ($"自{policy.EffectiveFrom:yyyy-MM-dd}起", $"from {policy.EffectiveFrom:yyyy-MM-dd} on");
        var (toZh, toEn) = index + 1 == timeline.Revisions.Count ? ("", "")
            : ($"至{timeline.GovernsTo(index):yyyy-MM-dd}止", $" to {timeline.GovernsTo(index):yyyy-MM-dd}");
        walk.Add("revision", null, StepOutcome.Applied, $"缴费日适用第{policy.Revision}版（{fromZh}{toZh}）",
            $"revision {policy.Revision} governs the payment date ({fromEn}{toEn})");
    }

    private static void AddStep(Walk walk, LaterRevisions later)
    {
        if (later.Day is { } day) walk.Add("revision", null, StepOutcome.Applied, $"下一可缴费日{day:yyyy-MM-dd}由第{later.Found!.Revision}版决定",
            $"the next open day {day:yyyy-MM-dd} is one of revision {later.Found.Revision}");
    }
}
