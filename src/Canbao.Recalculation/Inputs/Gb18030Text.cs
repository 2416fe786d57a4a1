using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Canbao.Recalculation.Inputs;

/// <summary>
/// GB18030 as UTF-8. What is no character becomes the byte FF, which no UTF-8 holds, so that the field in which it stands is told
/// and never becomes another one.
/// </summary>
internal sealed class Gb18030Text(Stream source) : ForwardStream
{
    public const byte NoCharacter = 0xFF;

    // Two characters of UTF-8; and so many pieces of it are no chance.
    private const int LeastChinese = 6, Suspicious = 3;

    private const int BlockBytes = 1 << 16;

    private static readonly SearchValues<byte> BeyondAscii = SearchValues.Create([.. Enumerable.Range(0x80, 0x80).Select(b => (byte)b)]);

    private readonly byte[] _in = new byte[BlockBytes];

    // Two bytes become three at the most, four become four, one becomes one.
    private readonly byte[] _out = new byte[BlockBytes / 2 * 3 + 4];
    private int _inEnd, _next, _end;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        while (_next == _end && !_ended) Fill();
        var length = Math.Min(buffer.Length, _end - _next);
        _out.AsSpan(_next, length).CopyTo(buffer);
        _next += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Converts the next block. The beginning of a character at its end waits for the next one.</summary>
    private void Fill()
    {
        var read = source.Read(_in, _inEnd, _in.Length - _inEnd);
        _ended = read == 0;
        _inEnd += read;
        CheckForUtf8(_in.AsSpan(0, _inEnd));
        (var used, _end) = Convert(_in.AsSpan(0, _inEnd), _out, _ended);
        _next = 0;
        _in.AsSpan(used, _inEnd - used).CopyTo(_in);
        _inEnd -= used;
    }

    /// <summary>
    /// A text that was put together of two may change its encoding. Chinese in UTF-8 can be read as other characters of GB18030, and would become
    /// other names; Chinese in GB18030 hardly ever looks like UTF-8, and never three pieces of it in a row.
    /// </summary>
    private static void CheckForUtf8(ReadOnlySpan<byte> block)
    {
        var inARow = 0;
        while (block.IndexOfAny(BeyondAscii) is >= 0 and var at)
        {
            block = block[at..];
            var length = block.IndexOfAnyExcept(BeyondAscii);
            // What is cut at the end of a block says nothing.
            if (length < 0) return;
            inARow = length >= LeastChinese && Utf8.IsValid(block[..length]) ? inARow + 1 : 0;
            if (inARow == Suspicious) throw new InvalidDataException("the text begins in GB18030 and goes on in UTF-8; bring all of it into one encoding");
            block = block[length..];
        }
    }

    private static (int Used, int Written) Convert(ReadOnlySpan<byte> from, Span<byte> to, bool isEnd)
    {
        var (used, written) = (0, 0);
        while (used < from.Length)
        {
            var ascii = from[used..].IndexOfAny(BeyondAscii);
            if (ascii < 0) ascii = from.Length - used;
            from.Slice(used, ascii).CopyTo(to[written..]);
            (used, written) = (used + ascii, written + ascii);
            while (used < from.Length && from[used] >= 0x80)
            {
                var rune = Gb18030.Read(from[used..], out var length);
                if (rune == Gb18030.Incomplete && !isEnd) return (used, written);
                used += length;
                if (rune < 0) to[written++] = NoCharacter;
                else written += new Rune(rune).EncodeToUtf8(to[written..]);
            }
        }
        return (used, written);
    }
}
