using System.IO.Compression;
using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>A text in the forms in which files hold it, and streams read to their end.</summary>
internal static class TextForms
{
    /// <summary>The runtime's own, as another implementation.</summary>
    public static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level)) gzip.Write(bytes);
        return compressed.ToArray();
    }

    /// <summary>As UTF-8 and GB18030, with and without a mark, plain and in gzip of one member and of several.</summary>
    public static IEnumerable<byte[]> Of(string text)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), Gb18030])
            foreach (var mark in (string[])["", "\uFEFF"])
            {
                var bytes = encoding.GetBytes(mark + text);
                yield return bytes;
                yield return Gzip(bytes);
                var (first, second) = (bytes.Length / 3, bytes.Length / 2);
                yield return [.. Gzip(bytes[..first]), .. Gzip([]), .. Gzip(bytes[first..second]), .. Gzip(bytes[second..], CompressionLevel.NoCompression)];
            }
    }

    public static byte[] Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static byte[] ReadFile(string path, TextEncoding encoding = TextEncoding.Auto)
    {
        using var text = InputText.Open(path, encoding);
        return Read(text.Stream);
    }

    public static byte[] FromGb18030(byte[] bytes, int atOnce = int.MaxValue)
    {
        using var text = new Gb18030Text(new FewAtOnce(bytes, atOnce));
        return Read(text);
    }

    /// <summary>Gives few bytes at once, as a pipe does.</summary>
    public sealed class FewAtOnce(byte[] bytes, int atOnce) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, atOnce));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, atOnce)]);
    }
}
