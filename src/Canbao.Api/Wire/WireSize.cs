using System.Text;

namespace Canbao.Api.Wire;

/// <summary>How many bytes a field with a tag of one byte takes.</summary>
internal static class WireSize
{
    private const int Tag = 1;

    /// <summary>Nothing for 0.</summary>
    public static int Number(ulong value) => value == 0 ? 0 : Tag + Varint.SizeOf(value);

    /// <summary>Nothing for an empty text.</summary>
    public static int Text(string text) => text.Length == 0 ? 0 : Message(Encoding.UTF8.GetByteCount(text));

    /// <summary>With a content of so many bytes, even none.</summary>
    public static int Message(int bytes) => Tag + Varint.SizeOf((uint)bytes) + bytes;

    public static int Packed(NumberColumn column) => column.Count == 0 ? 0 : Message(PackedNumbers.SizeOf(column.Values));

    public static int Fixed(NumberColumn column) => column.Count == 0 ? 0 : Message(column.Count * sizeof(uint));
}
