using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Tests.Client;

/// <summary>Answers that are sent once are there for all later replies of the stream, and for nobody else.</summary>
public class StreamAnswersTests
{
    private readonly StreamAnswers _answers = new(new AnswerMemory(100));

    [Fact]
    public void LaterReplies_GoOnWithTheNumbers()
    {
        var first = _answers.Take(Reply(before: 0, 10, 20));
        var second = _answers.Take(Reply(before: 2, 30));
        Assert.Equal([10, 20], Fees(first));
        Assert.Equal([10, 20, 30], Fees(second));
        Assert.Same(first[0], second[0]);
        Assert.Equal([10, 20, 30], Fees(_answers.Take(Reply(before: 3))));
    }

    /// <summary>The service begins anew whenever it likes; whoever still reads an earlier batch must not notice.</summary>
    [Theory]
    [InlineData(0, new[] { 40, 50, 60 })]
    [InlineData(1, new[] { 10, 40, 50, 60 })]
    public void NumbersThatBeginAnew_LeaveEarlierBatchesAlone(int before, int[] expected)
    {
        var first = _answers.Take(Reply(before: 0, 10, 20));
        Assert.Equal(expected, Fees(_answers.Take(Reply((uint)before, 40, 50, 60))));
        Assert.Equal([10, 20], Fees(first));
    }

    [Fact]
    public void RejectedBatch_ChangesNothing()
    {
        _answers.Take(Reply(before: 0, 10));
        Assert.Equal(0, _answers.Take(new QuoteBatchReplyColumns { Error = new Google.Rpc.Status { Code = 3 } }).Count);
        Assert.Equal([10, 20], Fees(_answers.Take(Reply(before: 1, 20))));
    }

    [Fact]
    public void Rejects_ReplyThatCountsOnAnswersThatNeverCame()
    {
        _answers.Take(Reply(before: 0, 10));
        var error = Assert.Throws<RpcException>(() => _answers.Take(Reply(before: 2, 20)));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Contains("2 earlier answers; it sent 1", error.Status.Detail, StringComparison.Ordinal);
    }

    private static int[] Fees(IEnumerable<QuoteReply> answers) => [.. answers.Select(answer => (int)answer.Quote.FeeFen)];

    private static QuoteBatchReplyColumns Reply(uint before, params int[] fees)
    {
        var reply = new QuoteBatchReplyColumns { DistinctBefore = before };
        reply.Policies.Add(new PolicyRef { Region = "500230" });
        foreach (var fee in fees) reply.Distinct.Add(new QuoteReply { Quote = new Quote { FeeFen = fee, PolicyIndex = 0 } }.ToByteArray());
        return reply;
    }
}
