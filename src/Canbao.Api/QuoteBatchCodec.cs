using System.Buffers;
using System.Collections.Concurrent;
using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Between the bytes of QuoteBatch and QuoteBatchReply and their columns. The bytes are those of the contract: any protobuf client can be on
/// the other side. The plain form of a message, which every protobuf library writes, is read here; a message in any other form is left to
/// the generated parser, so that both always agree.
/// </summary>
public static class QuoteBatchCodec
{
    // Enough of them for a stream per core, and for the next message while one is answered. One that a huge message has made large goes.
    private static readonly int MaxIdle = 2 * Environment.ProcessorCount;
    private const long MaxIdleBytes = 8 << 20;

    private static readonly ConcurrentQueue<QuoteBatchColumns> IdleBatches = [];
    private static readonly ConcurrentQueue<QuoteBatchReplyColumns> IdleReplies = [];

    /// <summary>Reads and writes QuoteBatch. Bytes that are no such message end the call with INTERNAL.</summary>
    public static readonly Marshaller<QuoteBatchColumns> Batch = new(Write, context => Read(context.PayloadAsReadOnlySequence()));

    /// <summary>Reads and writes QuoteBatchReply. Bytes that are no such message end the call with INTERNAL.</summary>
    public static readonly Marshaller<QuoteBatchReplyColumns> Reply = new(Write, context => ReadReply(context.PayloadAsReadOnlySequence()));

    /// <summary>A batch that came is nobody's any more: its memory takes a later one.</summary>
    public static void Return(QuoteBatchColumns batch)
    {
        if (IdleBatches.Count < MaxIdle && batch.MemoryBytes <= MaxIdleBytes) IdleBatches.Enqueue(batch);
    }

    /// <summary>A reply that came is nobody's any more: its memory takes a later one.</summary>
    public static void Return(QuoteBatchReplyColumns reply)
    {
        if (IdleReplies.Count < MaxIdle && reply.MemoryBytes <= MaxIdleBytes) IdleReplies.Enqueue(reply);
    }

    /// <summary>The columns of a batch's bytes.</summary>
    public static QuoteBatchColumns Read(in ReadOnlySequence<byte> message)
    {
        if (!IdleBatches.TryDequeue(out var batch)) batch = new QuoteBatchColumns();
        batch.Clear();
        if (QuoteBatchReader.TryRead(batch.Profiles.Load(message), batch)) return batch;
        return FromMessage(StrictBinder.Parse(QuoteBatch.Parser, message), batch);
    }

    /// <summary>The bytes of a batch.</summary>
    public static void Write(QuoteBatchColumns batch, IBufferWriter<byte> output) => QuoteBatchWriter.Write(batch, output);

    /// <summary>The bytes of a reply.</summary>
    public static void Write(QuoteBatchReplyColumns reply, IBufferWriter<byte> output) => QuoteBatchReplyCodec.Write(reply, output);

    /// <summary>The columns of a message.</summary>
    public static QuoteBatchColumns FromMessage(QuoteBatch message) => FromMessage(message, new QuoteBatchColumns());

    /// <summary>The message of a batch.</summary>
    public static QuoteBatch ToMessage(QuoteBatchColumns batch)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(batch, bytes);
        return QuoteBatch.Parser.ParseFrom(bytes.WrittenSpan);
    }

    /// <summary>The columns of a reply's bytes. An index without an answer ends the call with INTERNAL.</summary>
    public static QuoteBatchReplyColumns ReadReply(in ReadOnlySequence<byte> message)
    {
        if (!IdleReplies.TryDequeue(out var reply)) reply = new QuoteBatchReplyColumns();
        reply.Clear();
        if (!TryRead(message, reply)) return FromMessage(StrictBinder.Parse(QuoteBatchReply.Parser, message), reply);
        CheckIndex(reply);
        return reply;
    }

    /// <summary>The columns of a reply. An index without an answer ends the call with INTERNAL.</summary>
    public static QuoteBatchReplyColumns FromMessage(QuoteBatchReply message) => FromMessage(message, new QuoteBatchReplyColumns());

    /// <summary>The message of a reply.</summary>
    public static QuoteBatchReply ToMessage(QuoteBatchReplyColumns reply)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(reply, bytes);
        return QuoteBatchReply.Parser.ParseFrom(bytes.WrittenSpan);
    }

    private static bool TryRead(in ReadOnlySequence<byte> message, QuoteBatchReplyColumns reply)
    {
        try
        {
            return QuoteBatchReplyCodec.TryRead(reply.Distinct.Load(message), reply);
        }
        catch (InvalidProtocolBufferException)
        {
            // A message inside is none; the parser of the whole says so in its words.
            return false;
        }
    }

    private static QuoteBatchColumns FromMessage(QuoteBatch message, QuoteBatchColumns batch)
    {
        batch.Clear();
        (batch.Region, batch.BenefitYear, batch.PolicyRevision, batch.BatchId) =
            (message.Region, message.BenefitYear, message.PolicyRevision, message.BatchId);
        batch.AnswersOnce = message.AnswersOnce;
        foreach (var row in message.Rows) batch.AddRow(QuoteRequestReader.Of(row));
        foreach (var profile in message.Profiles) batch.Add(profile);
        foreach (var index in message.ProfileIndex) batch.ProfileIndex.Add(index);
        foreach (var date in message.PaymentDates) batch.PaymentDates.Add(date);
        foreach (var index in message.PaymentDateIndex) batch.PaymentDateIndex.Add(index);
        foreach (var date in message.BirthDate) batch.BirthDate.Add(date);
        foreach (var date in message.EventDate) batch.EventDate.Add(date);
        foreach (var date in message.IdentityRecognisedOn) batch.IdentityRecognisedOn.Add(date);
        batch.AsRows = batch.Rows > 0;
        return batch;
    }

    private static QuoteBatchReplyColumns FromMessage(QuoteBatchReply message, QuoteBatchReplyColumns reply)
    {
        reply.Clear();
        (reply.BatchId, reply.BookDigest, reply.Error, reply.DistinctBefore) =
            (message.BatchId, message.BookDigest, message.Error, message.DistinctBefore);
        foreach (var answer in message.Distinct) answer.WriteTo(reply.Distinct.Extend(answer.CalculateSize()));
        foreach (var index in message.QuoteIndex) reply.OwnIndex.Add(index);
        reply.QuoteIndex = reply.OwnIndex.Memory;
        reply.Policies.AddRange(message.Policies);
        CheckIndex(reply);
        return reply;
    }

    private static void CheckIndex(QuoteBatchReplyColumns reply)
    {
        if (reply.OwnIndex.Count > NumberColumn.MaxKept) throw new RpcException(new Status(StatusCode.Internal,
            $"quote_index has {reply.OwnIndex.Count} values; at most {NumberColumn.MaxKept} are expected"));
        if (reply.Distinct.Count > NumberColumn.MaxKept) throw new RpcException(new Status(StatusCode.Internal,
            $"the reply has {reply.Distinct.Count} distinct answers; at most {NumberColumn.MaxKept} are expected"));
        var answers = reply.DistinctBefore + (ulong)reply.Distinct.Count;
        var at = PackedNumbers.IndexOfAtLeast(reply.QuoteIndex.Span, (uint)Math.Min(answers, uint.MaxValue));
        if (at >= 0) throw new RpcException(new Status(StatusCode.Internal,
            $"quote_index[{at}] is {reply.QuoteIndex.Span[at]}; there are {answers} answers"));
    }

    private static void Write(QuoteBatchColumns batch, SerializationContext context)
    {
        context.SetPayloadLength(QuoteBatchWriter.SizeOf(batch));
        QuoteBatchWriter.Write(batch, context.GetBufferWriter());
        context.Complete();
    }

    private static void Write(QuoteBatchReplyColumns reply, SerializationContext context)
    {
        context.SetPayloadLength(QuoteBatchReplyCodec.SizeOf(reply));
        QuoteBatchReplyCodec.Write(reply, context.GetBufferWriter());
        context.Complete();
    }
}
