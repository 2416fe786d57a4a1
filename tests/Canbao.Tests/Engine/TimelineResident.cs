using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Tests.Policies.Revisions;
using Canbao.Tests.Server;
using Google.Protobuf;
using QuoteBatch = Canbao.V1.QuoteBatch;

namespace Canbao.Tests.Engine;

/// <summary>One resident on every day of the collection year and some around it.</summary>
internal sealed class TimelineResident(PolicyBook book, Timeline timeline, Profile profile, Situation situation)
{
    public static readonly DateOnly FirstDay = new(2024, 8, 25), LastDay = new(2026, 1, 5);

    // What leaves a fee open, or bars assistance, closes no day: the notice that is revised here has no such rule.
    private readonly Profile _plain = profile with { Identities = [], AssistedThere = false, Addons = [] };

    private readonly Dictionary<DateOnly, byte[]> _unary = [];

    /// <summary>
    /// What must be answered, made without the code that is tested: the policy by its date, the quote by the interpreter, and the
    /// next open day by asking for every later day.
    /// </summary>
    public SortedDictionary<DateOnly, (Policy Policy, Quote Quote)> Expected()
    {
        var expected = new SortedDictionary<DateOnly, (Policy, Quote)>();
        DateOnly? open = null;
        for (var day = LastDay; day >= FirstDay; day = day.AddDays(-1))
        {
            if (day < situation.BirthDate || day < situation.EventDate) break;
            var policy = timeline.Revisions.Last(p => p.EffectiveFrom is not { } from || from <= day);
            var quote = Interpreter.Quote(policy, profile, situation with { PaymentDate = day });
            if (quote.Status == QuoteStatus.Closed) quote = quote with { NextOpenDate = open };
            if (Interpreter.Quote(policy, _plain, situation with { PaymentDate = day }).IsOpen) open = day;
            expected.Add(day, (policy, quote));
        }
        return expected;
    }

    public void AssertUnary(PlanCache plans, SortedDictionary<DateOnly, (Policy Policy, Quote Quote)> expected)
    {
        foreach (var (day, answer) in expected)
        {
            var unary = new BatchQuoter(plans).Quote(book, Request(day));
            AssertEqual(day, answer, unary);
            _unary[day] = QuoteMapper.ToMessage(unary.Quote!).ToByteArray();
            var (policy, explanation) = TimelineInterpreter.Explain(timeline, profile, situation with { PaymentDate = day });
            AssertEqual(day, answer, Answer.Of(explanation.Quote, policy));
            Assert.Equal(unary.Quote, explanation.Quote);
            Assert.Equal(explanation.Quote.Notices, explanation.Readings.Where(r => r.Decisive).Select(r => r.Reading.Id));
        }
    }

    public void AssertPlan(SortedDictionary<DateOnly, (Policy Policy, Quote Quote)> expected)
    {
        var plan = new Plan(timeline, profile);
        for (var round = 0; round < 2; round++)
            foreach (var (day, answer) in expected) AssertEqual(day, answer, plan.AnswerOn(situation with { PaymentDate = day }));
    }

    public void AssertBatches(PlanCache plans, SortedDictionary<DateOnly, (Policy Policy, Quote Quote)> expected)
    {
        var days = expected.Keys.Select(WireDate.Format).ToArray();
        var dates = Request(LastDay).Dates;
        var columns = new QuoteBatch
        {
            Region = Revised.Region, BenefitYear = 2025, Profiles = { ProfileMapper.ToMessage(profile) }, ProfileIndex = { new uint[days.Length] },
            PaymentDates = { days }, PaymentDateIndex = { Enumerable.Range(0, days.Length).Select(i => (uint)i) },
            BirthDate = { dates.Birth }, EventDate = { dates.Event }, IdentityRecognisedOn = { dates.Recognised },
        };
        var rows = new QuoteBatch { Rows = { expected.Keys.Select(day => RequestMapper.ToMessage(Request(day))) } };
        foreach (var batch in (QuoteBatch[])[columns, rows])
        {
            var reply = new BatchExchange(book, plans).Answer(batch);
            foreach (var ((day, answer), index) in expected.Zip(reply.QuoteIndex))
            {
                var quote = reply.Distinct[(int)index].Quote.Clone();
                Assert.Equal(QuoteMapper.ToRef(answer.Policy), reply.Policies[(int)quote.PolicyIndex]);
                quote.ClearPolicyIndex();
                Assert.Equal(_unary[day], quote.ToByteArray());
            }
        }
    }

    public void AssertCalendar(SortedDictionary<DateOnly, (Policy Policy, Quote Quote)> expected)
    {
        var (from, to) = Calendar.Days(timeline.Newest, situation);
        if (from > to) return;
        var segments = Calendar.Of(timeline, profile, situation).Segments;
        Assert.Equal((from, to), (segments[0].From, segments[^1].To));
        foreach (var segment in segments)
        {
            Assert.Same(timeline.On(segment.From), timeline.On(segment.To));
            for (var day = segment.From; day <= segment.To; day = day.AddDays(1))
            {
                var moves = segment.First.BenefitStart != segment.Last.BenefitStart;
                var start = moves ? segment.First.BenefitStart!.Value.AddDays(day.DayNumber - segment.From.DayNumber) : segment.First.BenefitStart;
                AssertEqual(day, expected[day], Answer.Of(segment.First with { BenefitStart = start }, segment.Policy));
                Assert.Equal(_unary[day], QuoteMapper.ToMessage(segment.First with { BenefitStart = start }).ToByteArray());
            }
        }
        for (var i = 1; i < segments.Count; i++) Assert.Equal(segments[i - 1].To.AddDays(1), segments[i].From);
    }

    private ResidentRequest Request(DateOnly day) => new(Revised.Region, 2025, 0, profile, new ResidentDates(
        WireDate.Format(day), Wire(situation.BirthDate), Wire(situation.EventDate), Wire(situation.IdentityRecognisedOn)));

    private static uint Wire(DateOnly? date) => date is { } day ? WireDate.Format(day) : 0;

    /// <summary>Notices have a test of their own: the next open day may change on what it depends.</summary>
    private void AssertEqual(DateOnly day, (Policy Policy, Quote Quote) expected, Answer actual)
    {
        Assert.Same(expected.Policy, actual.Policy);
        if (actual.Quote is not { } quote || quote with { Notices = [] } != expected.Quote with { Notices = [] })
            Assert.Fail($"{profile} {situation} on {day:yyyy-MM-dd}:{Environment.NewLine}{expected.Quote}{Environment.NewLine}{actual}");
    }
}
