using Google.Protobuf;

namespace Canbao.Tests.Wire;

/// <summary>Bytes of protobuf written by hand, also such that no library writes.</summary>
internal static class WireBytes
{
    public const int NumberType = 0, Fixed64Type = 1, BytesType = 2, GroupStart = 3, GroupEnd = 4, Fixed32Type = 5;

    /// <summary>A number in as few bytes as it needs, or in more.</summary>
    public static byte[] Varint(ulong value, int bytes = 1)
    {
        var written = new List<byte>();
        for (; value >= 0x80 || written.Count < bytes - 1; value >>= 7) written.Add((byte)(value & 0x7F | 0x80));
        written.Add((byte)value);
        return [.. written];
    }

    public static byte[] Tag(int field, int type, int bytes = 1) => Varint((uint)field << 3 | (uint)type, bytes);

    public static byte[] Number(int field, ulong value, int bytes = 1) => [.. Tag(field, NumberType), .. Varint(value, bytes)];

    /// <summary>A field with a length, whose length may lie.</summary>
    public static byte[] Bytes(int field, byte[] content, ulong? length = null, int lengthBytes = 1) =>
        [.. Tag(field, BytesType), .. Varint(length ?? (ulong)content.Length, lengthBytes), .. content];

    public static byte[] Message(int field, IMessage message) => Bytes(field, message.ToByteArray());

    public static byte[] Packed(int field, params ulong[] values) => Bytes(field, [.. values.SelectMany(v => Varint(v))]);

    public static byte[] Fixed32(int field, uint value) => [.. Tag(field, Fixed32Type), .. BitConverter.GetBytes(value)];

    public static byte[] Fixed64(int field, ulong value) => [.. Tag(field, Fixed64Type), .. BitConverter.GetBytes(value)];

    public static byte[] Group(int field, params byte[] content) => [.. Tag(field, GroupStart), .. content, .. Tag(field, GroupEnd)];
}
