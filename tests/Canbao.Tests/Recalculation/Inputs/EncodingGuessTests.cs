using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

public class EncodingGuessTests
{
    private const string Chinese = "编号,缴费档次\n1,一档\n2,二档·买买提\n";

    private static readonly byte[] Utf8Bytes = Encoding.UTF8.GetBytes(Chinese), Gb18030Bytes = TextForms.Gb18030.GetBytes(Chinese);

    [Fact]
    public void Encoding_IsFound()
    {
        Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of(Utf8Bytes, TextEncoding.Auto));
        Assert.Equal(TextEncoding.Gb18030, EncodingGuess.Of(Gb18030Bytes, TextEncoding.Auto));
        Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of("id,tier\n"u8, TextEncoding.Auto));
        Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of([], TextEncoding.Auto));
    }

    /// <summary>The beginning of a long text may end inside a character, wherever that is.</summary>
    [Fact]
    public void CutCharacter_DecidesNothing()
    {
        for (var length = 10; length <= Utf8Bytes.Length; length++)
            Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of(Utf8Bytes.AsSpan(0, length), TextEncoding.Auto));
        for (var length = 8; length <= Gb18030Bytes.Length; length++)
            Assert.Equal(TextEncoding.Gb18030, EncodingGuess.Of(Gb18030Bytes.AsSpan(0, length), TextEncoding.Auto));
    }

    /// <summary>One bad byte in a file must not make every name of it another one.</summary>
    [Fact]
    public void DamagedByte_DecidesNothing()
    {
        for (var at = 4; at < Utf8Bytes.Length; at++)
        {
            var damaged = (byte[])Utf8Bytes.Clone();
            damaged[at] = 0xFF;
            Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of(damaged, TextEncoding.Auto));
        }
        for (var at = 4; at < Gb18030Bytes.Length; at++)
        {
            var damaged = (byte[])Gb18030Bytes.Clone();
            damaged[at] = 0xFF;
            Assert.Equal(TextEncoding.Gb18030, EncodingGuess.Of(damaged, TextEncoding.Auto));
        }
    }

    /// <summary>D2BB is 一 in GB18030 and a Cyrillic letter in UTF-8; E9 alone is neither.</summary>
    [Theory]
    [InlineData("61 D2 BB 0A 62")]
    [InlineData("61 E9 2C 0A 62")]
    public void SeveralEncodings_AreNotGuessed(string bytes)
    {
        var text = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        var problem = Assert.Throws<InvalidDataException>(() => EncodingGuess.Of(text, TextEncoding.Auto));
        Assert.Contains("--encoding utf-8 or --encoding gb18030", problem.Message, StringComparison.Ordinal);
        Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of(text, TextEncoding.Utf8));
        Assert.Equal(TextEncoding.Gb18030, EncodingGuess.Of(text, TextEncoding.Gb18030));
    }

    [Theory]
    [InlineData("69 64 00 2C 00", "zeros where text is expected")]
    [InlineData("50 4B 03 04 14", "workbook")]
    [InlineData("D0 CF 11 E0 A1", "workbook")]
    public void WhatIsNoCsv_IsRefused(string bytes, string says)
    {
        foreach (var asked in Enum.GetValues<TextEncoding>())
        {
            var problem = Assert.Throws<InvalidDataException>(() => EncodingGuess.Of(
                Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), asked));
            Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("FF FE 69 00", false)]
    [InlineData("FE FF 00 69", true)]
    [InlineData("69 00 64 00", false)]
    [InlineData("00 69 00 64", true)]
    public void Utf16_IsFound(string bytes, bool bigEndian)
    {
        var text = Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(TextEncoding.Utf16, EncodingGuess.Of(text, TextEncoding.Auto));
        Assert.Equal(TextEncoding.Utf16, EncodingGuess.Of(text, TextEncoding.Utf16));
        Assert.Equal(bigEndian, EncodingGuess.IsBigEndian(text));
    }

    [Theory]
    [InlineData("GBK", TextEncoding.Gb18030)]
    [InlineData("gb2312", TextEncoding.Gb18030)]
    [InlineData("utf8", TextEncoding.Utf8)]
    [InlineData("UTF-16", TextEncoding.Utf16)]
    [InlineData("Auto", TextEncoding.Auto)]
    public void Names_AreUnderstood(string name, TextEncoding encoding)
    {
        Assert.Equal(encoding, TextEncodings.Parse(name));
        Assert.Equal(encoding, TextEncodings.Parse(TextEncodings.Name(encoding)));
    }

    [Fact]
    public void Mark_MustNotContradict()
    {
        byte[] utf8 = [0xEF, 0xBB, 0xBF, .. Utf8Bytes], gb18030 = [0x84, 0x31, 0x95, 0x33, .. Gb18030Bytes];
        Assert.Equal(TextEncoding.Utf8, EncodingGuess.Of(utf8, TextEncoding.Utf8));
        Assert.Equal(TextEncoding.Gb18030, EncodingGuess.Of(gb18030, TextEncoding.Gb18030));
        Assert.Contains("mark of utf-8, but --encoding says gb18030",
            Assert.Throws<InvalidDataException>(() => EncodingGuess.Of(utf8, TextEncoding.Gb18030)).Message, StringComparison.Ordinal);
        Assert.Contains("mark of gb18030, but --encoding says utf-8",
            Assert.Throws<InvalidDataException>(() => EncodingGuess.Of(gb18030, TextEncoding.Utf8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_AreThoseOfTheOption()
    {
        foreach (var encoding in Enum.GetValues<TextEncoding>()) Assert.Equal(encoding, TextEncodings.Parse(TextEncodings.Name(encoding).ToUpperInvariant()));
        Assert.Contains("'big5'; expected auto, utf-8, gb18030 or utf-16",
            Assert.Throws<InvalidDataException>(() => TextEncodings.Parse("big5")).Message, StringComparison.Ordinal);
    }
}
