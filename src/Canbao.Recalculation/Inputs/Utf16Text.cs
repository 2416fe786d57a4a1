using System.Text;

namespace Canbao.Recalculation.Inputs;

/// <summary>UTF-16 as UTF-8. A damaged text ends with a sentence: where one half of a character is missing, all that follows may be another text.</summary>
internal sealed class Utf16Text(Stream source, bool bigEndian) : ForwardStream
{
    private readonly Stream _converted = Encoding.CreateTranscodingStream(
        source, new UnicodeEncoding(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _converted.Read(buffer);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException("the text is UTF-16 and damaged; save it anew, as CSV in UTF-8", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _converted.Dispose();
        base.Dispose(disposing);
    }
}
