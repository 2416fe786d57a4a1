using System.Buffers.Text;

namespace Canbao.Recalculation.Blocks;

/// <summary>Bytes on their way to a file. Grows to what a block needs and is used again by the next one.</summary>
internal sealed class OutputBuffer
{
    private byte[] _bytes = new byte[1 << 12];

    /// <summary>How much is written; set to less, what lies behind is forgotten.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Add(byte value) => Take(1)[0] = value;

    public void AddNumber(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var length);
        Add(digits[..length]);
    }

    /// <summary>Room for so many bytes, which count as written; valid until the next call.</summary>
    public Span<byte> Take(int length)
    {
        var at = Length;
        if (_bytes.Length - at < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, at + length));
        Length = at + length;
        return _bytes.AsSpan(at, length);
    }
}
