using Canbao.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace Canbao.Api;

/// <summary>
/// Between the bytes of QuoteBatch and QuoteBatchReply and their columns. The bytes are those of the contract: any protobuf client
/// can be on the other side.
/// </summary>
public static class QuoteBatchCodec
{
    /// <summary>Reads and writes QuoteBatch. Bytes that are no such message end the call with INTERNAL.</summary>
    public static readonly Marshaller<QuoteBatchColumns> Batch = new(
        (batch, context) => Write(ToMessage(batch), context),
        context => FromMessage(Parse(QuoteBatch.Parser, context)));

    /// <summary>Reads and writes QuoteBatchReply. Bytes that are no such message end the call with INTERNAL.</summary>
    public static readonly Marshaller<QuoteBatchReplyColumns> Reply = new(
        (reply, context) => Write(ToMessage(reply), context),
        context => FromMessage(Parse(QuoteBatchReply.Parser, context)));

    /// <summary>The message of a batch.</summary>
    public static QuoteBatch ToMessage(QuoteBatchColumns batch)
    {
        var message = new QuoteBatch { Region = batch.Region, BenefitYear = batch.BenefitYear, PolicyRevision = batch.PolicyRevision,
            BatchId = batch.BatchId };
        message.Rows.AddRange(batch.Rows);
        message.Profiles.AddRange(batch.Profiles);
        Add(message.ProfileIndex, batch.ProfileIndex.Span);
        Add(message.PaymentDates, batch.PaymentDates.Span);
        Add(message.PaymentDateIndex, batch.PaymentDateIndex.Span);
        Add(message.BirthDate, batch.BirthDate.Span);
        Add(message.EventDate, batch.EventDate.Span);
        Add(message.IdentityRecognisedOn, batch.IdentityRecognisedOn.Span);
        return message;
    }

    /// <summary>The columns of a message.</summary>
    public static QuoteBatchColumns FromMessage(QuoteBatch message) => new()
    {
        Region = message.Region,
        BenefitYear = message.BenefitYear,
        PolicyRevision = message.PolicyRevision,
        BatchId = message.BatchId,
        Rows = message.Rows,
        Profiles = message.Profiles,
        ProfileIndex = Column(message.ProfileIndex),
        PaymentDates = Column(message.PaymentDates),
        PaymentDateIndex = Column(message.PaymentDateIndex),
        BirthDate = Column(message.BirthDate),
        EventDate = Column(message.EventDate),
        IdentityRecognisedOn = Column(message.IdentityRecognisedOn),
    };

    /// <summary>The message of a reply.</summary>
    public static QuoteBatchReply ToMessage(QuoteBatchReplyColumns reply)
    {
        var message = new QuoteBatchReply { BatchId = reply.BatchId, BookDigest = reply.BookDigest, Error = reply.Error };
        message.Distinct.AddRange(reply.Distinct);
        message.QuoteIndex.Capacity = reply.QuoteIndex.Length;
        foreach (var index in reply.QuoteIndex.Span) message.QuoteIndex.Add((uint)index);
        message.Policies.AddRange(reply.Policies);
        return message;
    }

    /// <summary>The columns of a reply. An index without an answer ends the call with INTERNAL.</summary>
    public static QuoteBatchReplyColumns FromMessage(QuoteBatchReply message)
    {
        var index = new int[message.QuoteIndex.Count];
        for (var i = 0; i < index.Length; i++)
        {
            var answer = message.QuoteIndex[i];
            if (answer >= message.Distinct.Count)
                throw new RpcException(new Status(StatusCode.Internal,
                    $"quote_index[{i}] is {answer}; the reply has {message.Distinct.Count} answers"));
            index[i] = (int)answer;
        }
        return new()
        {
            BatchId = message.BatchId, Distinct = message.Distinct, QuoteIndex = index, Policies = message.Policies, BookDigest = message.BookDigest,
                Error = message.Error,
        };
    }

    private static void Add(RepeatedField<uint> field, ReadOnlySpan<uint> values)
    {
        field.Capacity = values.Length;
        foreach (var value in values) field.Add(value);
    }

    private static uint[] Column(RepeatedField<uint> field)
    {
        if (field.Count == 0) return [];
        var column = new uint[field.Count];
        field.CopyTo(column, 0);
        return column;
    }

    private static void Write(IMessage message, SerializationContext context)
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static T Parse<T>(MessageParser<T> parser, DeserializationContext context) where T : IMessage<T> =>
        StrictBinder.Parse(bytes => parser.ParseFrom(bytes.PayloadAsReadOnlySequence()), context);
}
