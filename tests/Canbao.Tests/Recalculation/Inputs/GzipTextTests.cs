using System.IO.Compression;
using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>Gzip data are read whole, or it is said that they are not.</summary>
public class GzipTextTests
{
    private static readonly byte[] First = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * i},低保\n")));

    private static readonly byte[] Second = RandomBytes(500);

    // The second one stands there as it is: behind a cut in it, whatever follows would be taken for a part of it.
    private static readonly byte[] Packed = [.. TextForms.Gzip(First), .. TextForms.Gzip(Second, CompressionLevel.NoCompression)];

    private static readonly byte[] Text = [.. First, .. Second];

    [Fact]
    public void Members_AreReadOneBehindTheOther()
    {
        for (var atOnce = 1; atOnce <= Packed.Length; atOnce++) Assert.Equal(Text, Read(Packed, atOnce));
    }

    /// <summary>Where a member ends is the one place at which a cut cannot be seen.</summary>
    [Fact]
    public void CutAnywhere_IsAnError()
    {
        for (var length = 2; length < Packed.Length; length++)
        {
            if (length == TextForms.Gzip(First).Length) continue;
            foreach (var atOnce in (int[])[13, int.MaxValue])
            {
                var read = new List<byte>();
                var problem = Assert.Throws<InvalidDataException>(() => Read(Packed[..length], atOnce, read));
                Assert.Contains($"residents.csv.gz: the data are cut off: gzip cannot be read beyond byte {length} of the file, {read.Count} bytes",
                    problem.Message, StringComparison.Ordinal);
                Assert.Equal(Text[..read.Count], read);
            }
        }
    }

    /// <summary>Bits that carry no text (times, names of systems) may change; the text never does without an error.</summary>
    [Fact]
    public void DamageAnywhere_IsAnErrorOrNone()
    {
        var errors = 0;
        for (var bit = 16; bit < Packed.Length * 8; bit++)
        {
            var damaged = (byte[])Packed.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Assert.Equal(Text, Read(damaged, int.MaxValue));
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("residents.csv.gz: ", e.Message, StringComparison.Ordinal);
                errors++;
            }
        }
        Assert.InRange(errors, Packed.Length * 7, Packed.Length * 8);
    }

    [Fact]
    public void SomethingBehindTheEnd_IsAnError()
    {
        foreach (var behind in (byte[][])[[0], [1, 2, 3], Second, "more\n"u8.ToArray(), [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 9]])
            foreach (var atOnce in (int[])[13, int.MaxValue])
                Assert.Throws<InvalidDataException>(() => Read([.. Packed, .. behind], atOnce));
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    public void LongFile_GivesNothingThatIsNotInIt(CompressionLevel level)
    {
        var text = RandomBytes(300_000);
        var packed = TextForms.Gzip(text, level);
        foreach (var length in (int[])[packed.Length - 1, packed.Length - 8, packed.Length - 9, 200_000, 65_536, 8192, 100])
        {
            var read = new List<byte>();
            Assert.Throws<InvalidDataException>(() => Read(packed[..length], int.MaxValue, read));
            Assert.Equal(text[..read.Count], read);
        }
    }

    private static byte[] Read(byte[] packed, int atOnce, List<byte>? read = null)
    {
        read ??= [];
        using var text = new GzipText(new PeekedStream(new TextForms.FewAtOnce(packed, atOnce)), "residents.csv.gz");
        var buffer = new byte[997];
        for (var length = text.Read(buffer); length > 0; length = text.Read(buffer)) read.AddRange(buffer.AsSpan(0, length));
        Assert.Equal(0, text.Read(buffer));
        return [.. read];
    }

    private static byte[] RandomBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
