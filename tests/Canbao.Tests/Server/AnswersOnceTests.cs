using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.V1;

namespace Canbao.Tests.Server;

/// <summary>With answers_once each answer crosses a stream once, and every resident has the answer that it has without.</summary>
public sealed class AnswersOnceTests : IDisposable
{
    private readonly PlanCache _plans = new();
    private readonly BatchExchange _once, _always;
    private readonly List<QuoteReply> _known = [];

    public AnswersOnceTests()
    {
        (_once, _always) = (new(TestPolicies.Book, _plans), new(TestPolicies.Book, _plans));
        // What is seen for the first time is answered without a plan, and nobody knows its answer again.
        for (var sight = 1; sight <= 2; sight++)
            foreach (var date in (uint[])[20241120, 20250301]) _always.Answer(Plain(Batch(date, "tier1", "tier2")));
    }

    public void Dispose() => _plans.Dispose();

    [Fact]
    public void LaterReplies_HoldOnlyWhatIsNew()
    {
        Ask(Batch(20241120, "tier1", "tier2"), expectBefore: 0, expectNew: 2);
        Ask(Batch(20241120, "tier2", "tier1", "tier1"), expectBefore: 2, expectNew: 0);
        Ask(Batch(20250301, "tier1", "tier2"), expectBefore: 2, expectNew: 2);
        Ask(Batch(20241120, "tier1", "tier2"), expectBefore: 4, expectNew: 0);
    }

    /// <summary>Nobody remembers an error: it has a number like any other answer, and the next one like it has another.</summary>
    [Fact]
    public void RowErrors_AreNumberedToo()
    {
        Ask(Batch(20241120, "tier9", "tier1"), expectBefore: 0, expectNew: 2);
        Ask(Batch(20241120, "tier1", "tier9"), expectBefore: 2, expectNew: 1);
    }

    [Fact]
    public void BatchWithout_ForgetsWhatWasSent()
    {
        Ask(Batch(20241120, "tier1", "tier2"), expectBefore: 0, expectNew: 2);
        var plain = Batch(20241120, "tier1");
        plain.AnswersOnce = false;
        Ask(plain, expectBefore: 0, expectNew: 1);
        Ask(Batch(20241120, "tier1", "tier2"), expectBefore: 0, expectNew: 2);
    }

    /// <summary>An error of the whole batch was no reply that could hold answers.</summary>
    [Fact]
    public void BadBatch_BeginsAnew()
    {
        Ask(Batch(20241120, "tier1", "tier2"), expectBefore: 0, expectNew: 2);
        var bad = Batch(20241120, "tier1");
        bad.ProfileIndex.Add(9);
        Assert.NotNull(_once.Answer(bad).Error);
        Ask(Batch(20250301, "tier1", "tier2"), expectBefore: 0, expectNew: 2);
    }

    /// <summary>The answers of a reply that was too large were not sent.</summary>
    [Fact]
    public void ReplyThatIsTooLarge_CountsForNothing()
    {
        var once = new BatchExchange(TestPolicies.Book, _plans, new ServiceLimits { MaxReplyBytes = 400 });
        Assert.NotNull(once.Answer(Batch(20241120, "tier1", "tier2")).Error);
        var reply = once.Answer(Batch(20241120, "tier1"));
        Assert.Null(reply.Error);
        Assert.Equal((0u, 1), (reply.DistinctBefore, reply.Distinct.Count));
    }

    /// <summary>More answers than a stream remembers: it begins anew, and again, and is right every time.</summary>
    [Fact]
    public void ManyAnswers_BeginAnew()
    {
        var restarts = 0;
        for (var round = 0u; round < 24; round++)
        {
            var batch = Batch(20241120, [.. Enumerable.Range(0, 3_000).Select(i => $"no_tier_{round % 6}_{i}"), "tier1"]);
            var reply = _once.Answer(batch);
            if (round > 0 && reply.DistinctBefore == 0) restarts++;
            AssertSame(reply, _always.Answer(Plain(batch)));
        }
        Assert.InRange(restarts, 1, 3);
    }

    /// <summary>Another book in the middle of a stream: its policies are other objects, and so are its answers.</summary>
    [Fact]
    public void ReplacedBook_AnswersTheNextBatch()
    {
        var first = PolicyFolder.LoadBook(TestPolicies.Folder);
        var books = new PolicyBookHolder(first);
        var once = new BatchExchange(books, _plans);
        for (var sight = 1; sight <= 4; sight++) AskBoth(once, 20241120);
        var second = PolicyFolder.LoadBook(TestPolicies.Folder);
        books.Replace(second);
        _plans.LetGo(first, second);
        var reply = once.Answer(Batch(20241120, "tier2", "tier1"));
        Assert.Equal(2, reply.Distinct.Count);
        AssertSame(reply, _always.Answer(Plain(Batch(20241120, "tier2", "tier1"))));
        for (var sight = 1; sight <= 4; sight++) AskBoth(once, 20250301);
    }

    private void AskBoth(BatchExchange once, uint date) =>
        AssertSame(once.Answer(Batch(date, "tier1", "tier2")), _always.Answer(Plain(Batch(date, "tier1", "tier2"))));

    private void Ask(QuoteBatch batch, uint expectBefore, int expectNew)
    {
        var reply = _once.Answer(batch);
        Assert.Null(reply.Error);
        Assert.Equal((expectBefore, expectNew), (reply.DistinctBefore, reply.Distinct.Count));
        AssertSame(reply, _always.Answer(Plain(batch)));
    }

    /// <summary>As a client reads it: what comes before, then what is new; each answer with the policy of its own reply.</summary>
    private void AssertSame(QuoteBatchReply reply, QuoteBatchReply whole)
    {
        _known.RemoveRange((int)reply.DistinctBefore, _known.Count - (int)reply.DistinctBefore);
        _known.AddRange(reply.Distinct.Select(answer => Named(answer, reply)));
        Assert.Equal(whole.QuoteIndex.Count, reply.QuoteIndex.Count);
        foreach (var (index, expected) in reply.QuoteIndex.Zip(whole.QuoteIndex))
            Assert.Equal(Named(whole.Distinct[(int)expected], whole), _known[(int)index]);
    }

    private static QuoteReply Named(QuoteReply answer, QuoteBatchReply reply)
    {
        if (answer.Quote is null) return answer;
        var named = answer.Clone();
        named.Quote.Policy = reply.Policies[(int)answer.Quote.PolicyIndex];
        named.Quote.ClearPolicyIndex();
        return named;
    }

    private static QuoteBatch Plain(QuoteBatch batch)
    {
        var plain = batch.Clone();
        plain.AnswersOnce = false;
        return plain;
    }

    private static QuoteBatch Batch(uint date, params string[] tiers) => new()
    {
        Region = "500230", BenefitYear = 2025, PaymentDates = { date }, AnswersOnce = true,
        Profiles = { tiers.Select(tier => new Profile { Tier = tier }) }, ProfileIndex = { Enumerable.Range(0, tiers.Length).Select(i => (uint)i) },
    };
}
