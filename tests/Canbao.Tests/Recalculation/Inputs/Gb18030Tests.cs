using System.Text;
using System.Text.Unicode;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>GB18030 becomes UTF-8 as the runtime's encoder has it; what is no GB18030 becomes no character at all.</summary>
public class Gb18030Tests
{
    [Fact]
    public void EveryCharacter_IsRead()
    {
        var text = new StringBuilder();
        for (var rune = 0; rune <= 0x10FFFF; rune += rune < 0x10000 ? 1 : 7)
            if (Rune.IsValid(rune)) text.Append(new Rune(rune));
        text.Append(new Rune(0x10FFFF));
        Assert.Equal(text.ToString(), Encoding.UTF8.GetString(TextForms.FromGb18030(TextForms.Gb18030.GetBytes(text.ToString()))));
    }

    /// <summary>The cut between two blocks of the source may lie inside a character.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(65_535)]
    public void Blocks_MakeNoDifference(int atOnce)
    {
        var text = string.Concat(Enumerable.Range(0, 30_000).Select(i => i % 3 == 0 ? "㐀𠮷a" : "低保,"));
        Assert.Equal(text, Encoding.UTF8.GetString(TextForms.FromGb18030(TextForms.Gb18030.GetBytes(text), atOnce)));
    }

    [Theory]
    [InlineData("80", "FF")]
    [InlineData("FF", "FF")]
    [InlineData("C4", "FF")]
    [InlineData("C4 0A 31", "FF 0A 31")]
    [InlineData("C4 2C 22 0D 0A", "FF 2C 22 0D 0A")]
    [InlineData("C4 7F", "FF 7F")]
    [InlineData("C4 FF 41", "FF 41")]
    [InlineData("81 30 0A", "FF 30 0A")]
    [InlineData("81 30 81 0A", "FF 30 FF 0A")]
    [InlineData("81 30 81", "FF 30 FF")]
    [InlineData("81 30", "FF 30")]
    [InlineData("FE 39 FE 39 0A", "FF 39 FF 39 0A")]
    [InlineData("84 31 A5 30 2C", "FF 31 FF 30 2C")]
    [InlineData("E3 32 9A 35 E3 32 9A 36", "F4 8F BF BF FF 32 FF 36")]
    public void NoCharacter_IsNoUtf8AndSwallowsNothing(string bytes, string becomes)
    {
        foreach (var atOnce in (int[])[1, 2, int.MaxValue])
            Assert.Equal(Convert.FromHexString(becomes.Replace(" ", "", StringComparison.Ordinal)),
                TextForms.FromGb18030(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), atOnce));
    }

    /// <summary>Whatever is not the runtime's GB18030 either is told.</summary>
    [Fact]
    public void RandomBytes_AreValidWhereTheRuntimeSaysSo()
    {
        var random = new Random(11);
        var valid = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(1, 7)];
            random.NextBytes(bytes);
            var converted = TextForms.FromGb18030(bytes);
            var expected = Runtime(bytes);
            Assert.Equal(expected is not null, Utf8.IsValid(converted));
            if (expected is null) continue;
            Assert.Equal(expected, Encoding.UTF8.GetString(converted));
            valid++;
        }
        Assert.InRange(valid, 2000, 18_000);
    }

    /// <summary>Other rows, and the commas of the same one, stay as they are.</summary>
    [Fact]
    public void DamagedByte_TouchesNoOtherRow()
    {
        var random = new Random(12);
        string[] rows = [.. Enumerable.Range(0, 50).Select(i => $"{i},欧阳𠮷㐀,\"重度,残疾\",tier1")];
        var bytes = TextForms.Gb18030.GetBytes(string.Join('\n', rows));
        for (var run = 0; run < 5000; run++)
        {
            var damaged = (byte[])bytes.Clone();
            var at = random.Next(bytes.Length);
            var with = (byte)random.Next(256);
            if (damaged[at] == '\n' || with == '\n') continue;
            damaged[at] = with;
            var read = Encoding.Latin1.GetString(TextForms.FromGb18030(damaged)).Split('\n');
            var row = bytes.AsSpan(0, at).Count((byte)'\n');
            Assert.Equal(rows.Length, read.Length);
            for (var i = 0; i < rows.Length; i++)
                if (i != row) Assert.Equal(rows[i], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(read[i])));
            if (bytes[at] != ',' && with != ',') Assert.Equal(5, read[row].Split(',').Length);
        }
    }

    private static string? Runtime(byte[] bytes)
    {
        try
        {
            return TextForms.Gb18030.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
