using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Recalculation.Messages;

/// <summary>A file of messages, each behind its length: QuoteBatch in, QuoteBatchReply out.</summary>
internal static class MessageFile
{
    private const int LengthDelimited = 2;

    private static readonly string[] Endings = [".pb", ".binpb"];

    /// <summary>The endings of the names of such files.</summary>
    public static string Names => string.Join(" or ", Endings);

    public static bool IsNamed(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>How many residents a batch has, which may be a bad one. Throws <see cref="InvalidDataException"/> for bytes that are no QuoteBatch.</summary>
    public static long Residents(byte[] bytes, int start, int length)
    {
        try
        {
            return Count(new CodedInputStream(bytes, start, length));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException($"is no QuoteBatch: {e.Message}", e);
        }
    }

    private static long Count(CodedInputStream message)
    {
        var (residents, isBatch, isEmpty) = (0L, false, true);
        for (uint tag; (tag = message.ReadTag()) != 0;)
        {
            isEmpty = false;
            isBatch |= QuoteBatch.Descriptor.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag)) is not null;
            residents += WireFormat.GetTagFieldNumber(tag) switch
            {
                QuoteBatch.RowsFieldNumber => 1,
                QuoteBatch.ProfileIndexFieldNumber when (int)WireFormat.GetTagWireType(tag) == LengthDelimited => Numbers(message.ReadBytes().Span),
                QuoteBatch.ProfileIndexFieldNumber => 1,
                _ => 0,
            };
            if (tag != WireFormat.MakeTag(QuoteBatch.ProfileIndexFieldNumber, WireFormat.WireType.LengthDelimited)) message.SkipLastField();
        }
        // Most bytes are a message of some kind, with fields that nobody knows.
        return isBatch || isEmpty ? residents : throw new InvalidDataException("is no QuoteBatch: it has none of its fields");
    }

    /// <summary>The last byte of each number has no upper bit.</summary>
    private static long Numbers(ReadOnlySpan<byte> packed)
    {
        var numbers = 0L;
        foreach (var value in packed) numbers += value < 0x80 ? 1 : 0;
        return numbers;
    }
}
