using System.Buffers;
using System.Text;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api.Wire;

/// <summary>Between a QuoteBatchReply's columns and its bytes.</summary>
internal static class QuoteBatchReplyCodec
{
    private const byte BatchId = 0x08, Distinct = 0x12, QuoteIndex = 0x1A, OneQuoteIndex = 0x18, Policy = 0x22, BookDigest = 0x2A, Error = 0x32,
        DistinctBefore = 0x38;

    public static int SizeOf(QuoteBatchReplyColumns reply)
    {
        var size = WireSize.Number(reply.BatchId) + WireSize.Text(reply.BookDigest) + WireSize.Number(reply.DistinctBefore);
        for (var i = 0; i < reply.Distinct.Count; i++) size += WireSize.Message(reply.Distinct[i].Length);
        foreach (var policy in reply.Policies) size += WireSize.Message(policy.CalculateSize());
        if (reply.QuoteIndex.Length > 0) size += WireSize.Message(reply.IndexBytes);
        return reply.Error is null ? size : size + WireSize.Message(reply.Error.CalculateSize());
    }

    public static void Write(QuoteBatchReplyColumns reply, IBufferWriter<byte> output)
    {
        var writer = new WireWriter(output);
        writer.NumberField(BatchId, reply.BatchId);
        for (var i = 0; i < reply.Distinct.Count; i++) writer.Message(Distinct, reply.Distinct[i]);
        if (reply.QuoteIndex.Length > 0)
        {
            writer.Tag(QuoteIndex);
            writer.Number((uint)reply.IndexBytes);
            PackedNumbers.Write(reply.QuoteIndex.Span, ref writer);
        }
        foreach (var policy in reply.Policies) writer.Message(Policy, policy.ToByteArray());
        writer.BytesField(BookDigest, Encoding.UTF8.GetBytes(reply.BookDigest));
        if (reply.Error is not null) writer.Message(Error, reply.Error.ToByteArray());
        writer.NumberField(DistinctBefore, reply.DistinctBefore);
        writer.Flush();
    }

    /// <summary>Reads a reply in plain form (<see cref="WireReader"/>). Anything else is false.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, QuoteBatchReplyColumns reply)
    {
        var reader = new WireReader(message);
        while (!reader.AtEnd)
            if (!TryReadField(message, ref reader, reply)) return false;
        reply.QuoteIndex = reply.OwnIndex.Memory;
        return reply.OwnIndex.Count == reply.QuoteIndex.Length;
    }

    private static bool TryReadField(ReadOnlySpan<byte> message, ref WireReader reader, QuoteBatchReplyColumns reply)
    {
        var tag = reader.Tag();
        switch (tag)
        {
            case BatchId:
                if (!reader.TryNumber64(out var id)) return false;
                reply.BatchId = id;
                return true;
            case OneQuoteIndex:
                if (!reader.TryNumber(out var index)) return false;
                reply.OwnIndex.Add(index);
                return true;
            case DistinctBefore:
                if (!reader.TryNumber(out var before)) return false;
                reply.DistinctBefore = before;
                return true;
            default:
                return reader.TryBytes(out var bytes) && TryReadBytes(tag, bytes, message, reply);
        }
    }

    private static bool TryReadBytes(byte tag, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> message, QuoteBatchReplyColumns reply)
    {
        switch (tag)
        {
            case Distinct:
                message.Overlaps(bytes, out var start);
                reply.Distinct.AddPlace(bytes.IsEmpty ? 0 : start, bytes.Length);
                return true;
            case QuoteIndex:
                return PackedNumbers.TryRead(bytes, reply.OwnIndex);
            case Policy:
                reply.Policies.Add(PolicyRef.Parser.ParseFrom(bytes));
                return true;
            case BookDigest when Ascii.IsValid(bytes):
                if (!Ascii.Equals(bytes, reply.BookDigest)) reply.BookDigest = Encoding.ASCII.GetString(bytes);
                return true;
            case Error when reply.Error is null:
                reply.Error = Google.Rpc.Status.Parser.ParseFrom(bytes);
                return true;
            default:
                return false;
        }
    }
}
