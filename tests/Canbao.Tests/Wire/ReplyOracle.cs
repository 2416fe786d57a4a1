using System.Buffers;
using Canbao.Api;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Tests.Wire;

/// <summary>Whatever the generated parser says of the bytes of a QuoteBatchReply, the codec must say too.</summary>
internal static class ReplyOracle
{
    /// <summary>The message of the bytes, or null if they are none. Fails if the codec understands them otherwise.</summary>
    public static QuoteBatchReply? Check(in ReadOnlySequence<byte> bytes)
    {
        var message = BatchOracle.Parse(QuoteBatchReply.Parser, bytes);
        var reply = Read(bytes);
        if (reply is null)
        {
            Assert.True(message is null || IsRefused(message), "the codec refuses what is a message");
            return message;
        }
        if (message is null) Assert.True(HasMalformedAnswer(reply), "the codec reads what is no message");
        else AssertSame(message, reply);
        QuoteBatchCodec.Return(reply);
        return message;
    }

    public static QuoteBatchReply? Check(byte[] bytes) => Check(new ReadOnlySequence<byte>(bytes));

    /// <summary>Every index names an answer, or the message is no reply.</summary>
    private static bool IsRefused(QuoteBatchReply message) => message.QuoteIndex.Any(i => i >= (ulong)message.DistinctBefore + (ulong)message.Distinct.Count)
        || message.QuoteIndex.Count > NumberColumn.MaxKept || message.Distinct.Count > NumberColumn.MaxKept;

    private static QuoteBatchReplyColumns? Read(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            return QuoteBatchCodec.ReadReply(bytes);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Internal)
        {
            return null;
        }
    }

    private static bool HasMalformedAnswer(QuoteBatchReplyColumns reply) =>
        Enumerable.Range(0, reply.Distinct.Count).Any(i => Answer(reply, i) is null);

    private static QuoteReply? Answer(QuoteBatchReplyColumns reply, int distinct)
    {
        try
        {
            return reply.Answer(distinct);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Internal)
        {
            return null;
        }
    }

    private static void AssertSame(QuoteBatchReply message, QuoteBatchReplyColumns reply)
    {
        Assert.False(IsRefused(message), "the codec reads a reply whose index names no answer");
        Assert.Equal(message.BatchId, reply.BatchId);
        Assert.Equal(message.DistinctBefore, reply.DistinctBefore);
        Assert.Equal(message.BookDigest, reply.BookDigest);
        Assert.Equal(message.Error, reply.Error);
        Assert.Equal(message.Policies, reply.Policies);
        Assert.Equal(message.QuoteIndex, reply.QuoteIndex.ToArray());
        Assert.Equal(message.Distinct.Count, reply.Distinct.Count);
        for (var i = 0; i < message.Distinct.Count; i++) Assert.Equal(message.Distinct[i], reply.Answer(i));
    }
}
