using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Tests.Client;

/// <summary>Answers that are parsed once, under the policy that each reply means.</summary>
public class AnswerMemoryTests
{
    private static readonly PolicyRef One = new() { Region = "110000", BenefitYear = 2025, Revision = 1, Digest = "d1" };
    private static readonly PolicyRef Other = new() { Region = "220000", BenefitYear = 2025, Revision = 1, Digest = "d2" };
    private static readonly QuoteReply Fee = new() { Quote = new Quote { FeeFen = 400, PolicyIndex = 0 } };
    private static readonly QuoteReply Error = new() { Error = new Google.Rpc.Status { Code = 3, Message = "bad" } };

    [Fact]
    public void EqualAnswers_AreOneObject_InAllReplies()
    {
        var memory = new AnswerMemory(100);
        var first = Read(memory, [One], Fee, Error);
        var second = Read(memory, [One.Clone()], Error, Fee);
        Assert.Same(first[0], second[1]);
        Assert.Same(first[1], second[0]);
        Assert.Equal(Error, first[1]);
    }

    [Fact]
    public void SameBytes_UnderAnotherPolicy_AreAnotherAnswer()
    {
        var memory = new AnswerMemory(100);
        PolicyRef[] policies = [One, Other, One.Clone(), Other.Clone(), new PolicyRef(One) { Digest = "d3" }];
        var answers = Array.ConvertAll(policies, policy => Read(memory, [policy], Fee)[0]);
        for (var i = 0; i < policies.Length; i++)
            Assert.Equal(new QuoteReply { Quote = new Quote { FeeFen = 400, Policy = policies[i] } }, answers[i]);
        Assert.Same(answers[0], answers[2]);
        Assert.Same(answers[1], answers[3]);
    }

    [Fact]
    public void PlaceOfAPolicy_IsThatInTheReply()
    {
        var memory = new AnswerMemory(100);
        var second = new QuoteReply { Quote = new Quote { FeeFen = 400, PolicyIndex = 1 } };
        Assert.Equal([One, Other], Read(memory, [One, Other], Fee, second).Select(a => a.Quote.Policy));
        Assert.Equal([Other, One], Read(memory, [Other, One], Fee, second).Select(a => a.Quote.Policy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(1_000)]
    public void Memory_IsBounded_AndForgettingChangesNoAnswer(int maxAnswers)
    {
        var memory = new AnswerMemory(maxAnswers);
        for (var round = 0; round < 3; round++)
            for (var fee = 0; fee < 50; fee += 10)
            {
                QuoteReply[] sent = [.. Enumerable.Range(fee, 10).Select(i => new QuoteReply { Quote = new Quote { FeeFen = i, Policy = One } })];
                Assert.Equal(sent, Read(memory, [], sent));
            }
        Assert.InRange(memory.Count, 0, maxAnswers);
    }

    private static List<QuoteReply> Read(AnswerMemory memory, PolicyRef[] policies, params QuoteReply[] sent)
    {
        var reply = new QuoteBatchReplyColumns();
        reply.Policies.AddRange(policies);
        foreach (var answer in sent) reply.Distinct.Add(answer.ToByteArray());
        var answers = new List<QuoteReply>();
        memory.Read(reply, answers);
        return answers;
    }
}
