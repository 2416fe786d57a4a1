using System.Text;
using Canbao.V1;
using Google.Protobuf;
using static Canbao.Tests.Wire.WireBytes;

namespace Canbao.Tests.Wire;

/// <summary>Forms of messages that the wire format allows, or that it nearly allows, and that no library writes.</summary>
internal static class OddForms
{
    public static readonly QuoteBatch Columns = new()
    {
        Region = "500230", BenefitYear = 2025, PolicyRevision = 1, BatchId = 1UL << 40, AnswersOnce = true,
        Profiles = { new Profile { Tier = "tier1" }, new Profile(), new Profile { Tier = "tier2", GapYears = 3, GuardianPaid = false } },
        ProfileIndex = { 0, 1, 2, 300, 0, 2, 127, 128, 16_383, 16_384, 1, 0 }, PaymentDates = { 20241120, 20250301 },
        PaymentDateIndex = { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 }, BirthDate = { 20200229 }, EventDate = { 0, 20240101 },
        IdentityRecognisedOn = { 1, uint.MaxValue },
    };

    public static readonly QuoteBatch Rows = new()
    {
        Region = "500230", BenefitYear = 2025,
        Rows =
        {
            new QuoteRequest { Profile = new Profile { Tier = "tier1" }, PaymentDate = 20241120 },
            new QuoteRequest { Profile = new Profile { Tier = "tier1" }, PaymentDate = 20241121, BirthDate = 20200229 },
            new QuoteRequest { Region = "431221", Profile = new Profile { Tier = "tier1" }, PaymentDate = 20241120, EventDate = 20240101 },
            new QuoteRequest { BenefitYear = 2026, PolicyRevision = 2, Profile = new Profile(), IdentityRecognisedOn = 20240101 },
            new QuoteRequest(),
        },
    };

    public static readonly QuoteBatchReply Reply = new()
    {
        BatchId = ulong.MaxValue, BookDigest = "abc", DistinctBefore = 200,
        Distinct =
        {
            new QuoteReply { Quote = new Quote { FeeFen = 40_000, Notices = { "r1" } } }, new QuoteReply(),
            new QuoteReply { Error = new Google.Rpc.Status { Code = 3, Message = "档" } },
        },
        QuoteIndex = { 0, 1, 2, 0, 202, 2, 0, 1, 2, 0 }, Policies = { new PolicyRef { Region = "500230", Revision = 1 }, new PolicyRef() },
        Error = new Google.Rpc.Status { Code = 5, Message = "none" },
    };

    /// <summary>Pieces to put before, behind and into a message with the number fields and the field with a text that are given.</summary>
    public static IEnumerable<byte[]> Pieces(int[] numbers, int[] texts, int[] messages)
    {
        foreach (var field in numbers)
            foreach (var value in (ulong[])[0, 1, 127, 128, 1UL << 31, uint.MaxValue, 1UL << 32, (1UL << 32) + 7, ulong.MaxValue])
                foreach (var bytes in (int[])[1, 2, 3, 5, 6, 10, 11]) yield return Number(field, value, bytes);
        foreach (var field in numbers) yield return [.. Tag(field, NumberType), .. Enumerable.Repeat((byte)0xFF, 9), 0x7F];
        foreach (var field in texts)
            foreach (var text in (byte[][])[[], [0x80], "é"u8.ToArray(), "a\0b"u8.ToArray(), [0xC3], [0xED, 0xA0, 0x80], Encoding.UTF8.GetBytes("丰都")])
                yield return Bytes(field, text);
        foreach (var field in messages)
            foreach (var inside in Unknown(field).Append([]).Append([0x80]).Append([0x0A, 0x01]).Append([0x08, 0x80, 0x00]))
                yield return Bytes(field, inside);
        foreach (var field in (int[])[.. numbers, .. texts, .. messages, 0, 14, 15, 16, 200, (1 << 29) - 1])
            foreach (var piece in Unknown(field)) yield return piece;
    }

    /// <summary>A field in every type of the wire; what is no type, no number of a field, or no end of it is no message.</summary>
    private static IEnumerable<byte[]> Unknown(int field)
    {
        yield return Number(field, 5);
        yield return [.. Tag(field, NumberType, bytes: 2), 5];
        yield return [.. Tag(field, BytesType, bytes: 5), 1, 5];
        yield return Fixed32(field, 77);
        yield return Fixed64(field, 77);
        yield return Packed(field);
        yield return Packed(field, 0, 1, 300, 1UL << 33);
        yield return Bytes(field, [0x80, 0x00, 0x81, 0x80, 0x00, 0x01]);
        yield return Bytes(field, [.. Enumerable.Repeat((byte)0x80, 9), 0x01]);
        yield return Bytes(field, [.. Enumerable.Repeat((byte)0x80, 10), 0x01]);
        yield return Bytes(field, new byte[64], lengthBytes: 3);
        yield return Bytes(field, [1, 2, 3, 4, 0x85]);
        foreach (var lie in (ulong[])[100_000, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, 1UL << 35, ulong.MaxValue])
            yield return Bytes(field, [1, 2, 3], length: lie);
        yield return Group(field);
        yield return Group(field, [.. Number(1, 1), .. Group(2, Fixed64(3, 3)), .. Bytes(4, [1, 2])]);
        yield return Tag(field, GroupStart);
        yield return Tag(field, GroupEnd);
        yield return [.. Tag(field, GroupStart), .. Tag(field + 1, GroupEnd)];
        yield return Tag(field, 6);
        yield return Tag(field, 7);
    }

    /// <summary>The bytes of a message's fields, one by one.</summary>
    public static List<byte[]> Fields(byte[] message)
    {
        var fields = new List<byte[]>();
        using var input = new CodedInputStream(message);
        for (var start = 0; !input.IsAtEnd; start = (int)input.Position)
        {
            input.ReadTag();
            input.SkipLastField();
            fields.Add(message[start..(int)input.Position]);
        }
        return fields;
    }
}
