using Canbao.Api;
using Canbao.Generation;
using Canbao.LoadTests.Load;
using Canbao.LoadTests.Scenarios;
using Canbao.Recalculation.Totals;

namespace Canbao.Tests.LoadTests;

/// <summary>Which answers pass: the interpreter's before the measurement, the same again while it lasts.</summary>
public class AnswerTests
{
    private readonly ResidentSet _residents = new(TestPolicies.Book, seed: 1);

    [Fact]
    public void Accepts_TheInterpretersAnswers()
    {
        var check = new AnswerCheck(_residents.Book);
        for (var i = 0; i < 100; i++)
            Assert.Null(check.Add(_residents.Resident(i), AnswerCheck.Digest(new V1.QuoteReply { Quote = Interpreted.One(_residents.Resident(i)) }, [])));
        Assert.Equal((100, 4), (check.Residents, check.Interpreted));
        var totals = new AnswerTotals();
        totals.Add(Interpreted.Batch(new ResidentGenerator([_residents.Policy], 1), 0, 100));
        Assert.Equal($"sha256:{totals.Checksum()}", check.Checksum);
    }

    /// <summary>A fen too much for a resident of the sample.</summary>
    [Fact]
    public void Rejects_AnotherAnswerThanTheInterpreters()
    {
        var check = new AnswerCheck(_residents.Book);
        var quote = Interpreted.One(_residents.Resident(0));
        quote.FiscalSubsidyFen++;
        var wrong = check.Add(_residents.Resident(0), AnswerCheck.Digest(new V1.QuoteReply { Quote = quote }, []));
        Assert.StartsWith("resident 0: the answer is not the interpreter's", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_TheSameAnswersNumberedOtherwise()
    {
        var answer = new BatchAnswer(Reply([[1], [2, 3], [4]], [0, 1, 1, 2]));
        Assert.True(answer.IsRepeatedBy(Reply([[1], [2, 3], [4]], [0, 1, 1, 2])));
        Assert.True(answer.IsRepeatedBy(Reply([[4], [1], [2, 3], [2, 3]], [1, 2, 3, 0])));
    }

    [Fact]
    public void Rejects_OtherAnswersThanBefore()
    {
        var answer = new BatchAnswer(Reply([[1], [2, 3], [4]], [0, 1, 1, 2]));
        Assert.False(answer.IsRepeatedBy(Reply([[1], [2, 3], [4]], [0, 1, 2, 2])));
        Assert.False(answer.IsRepeatedBy(Reply([[1], [2, 9], [4]], [0, 1, 1, 2])));
        Assert.False(answer.IsRepeatedBy(Reply([[1], [2, 3], [4]], [0, 1, 1])));
        var other = Reply([[1], [2, 3], [4]], [0, 1, 1, 2]);
        other.BookDigest = "other";
        Assert.False(answer.IsRepeatedBy(other));
    }

    /// <summary>The shares that the scenarios' descriptions name.</summary>
    [Fact]
    public void Residents_HaveTheDatesThatTheScenariosSay()
    {
        const int count = 20_000;
        var dates = Enumerable.Range(0, count).Select(i => _residents.Resident(BatchForm.Dates, i).Dates).ToList();
        Assert.InRange(dates.Count(on => (on.Birth | on.Event | on.Recognised) != 0) / (double)count, 0.018, 0.022);
        Assert.True(dates.DistinctBy(on => on.Payment).Count() > 300);
        Assert.Equal(dates.Select(on => on.Payment), Enumerable.Range(0, count).Select(i => _residents.Resident(BatchForm.PlainDates, i).Dates.Payment));
        var oneDate = Enumerable.Range(0, count).Select(i => _residents.Resident(BatchForm.OneDate, i)).ToList();
        Assert.Single(oneDate.DistinctBy(resident => resident.Dates));
        Assert.Equal(_residents.Resident(7).Profile, oneDate[7].Profile);
    }

    private static QuoteBatchReplyColumns Reply(byte[][] distinct, uint[] index)
    {
        var reply = new QuoteBatchReplyColumns { BookDigest = "book", QuoteIndex = index };
        foreach (var answer in distinct) reply.Distinct.Add(answer);
        return reply;
    }
}
