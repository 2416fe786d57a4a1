using System.Text;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Recalculation.Inputs;
using FsCheck;
using FsCheck.Fluent;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>Whatever a file is packed and encoded in, the same UTF-8 comes out of it.</summary>
public class InputTextTests
{
    private const string Sample = "编号,姓名,档次\r\n1,欧阳㐀𠮷·阿依,tier1\n2,\"a,\"\"b\"\"\",€é\n";

    private static readonly Arbitrary<string> Texts = Arb.From(Gen.ArrayOf(Gen.OneOf(
        Gen.Choose(0x20, 0x7E), Gen.Choose(0x4E00, 0x9FA5), Gen.Choose(0x20000, 0x2A6D6), Gen.Choose(0xA0, 0x2FFF), Gen.Constant((int)'\n')))
        .Select(runes => "编号,姓名\n" + string.Concat(runes.Select(rune => new Rune(rune).ToString()))));

    [Fact]
    public void Text_IsTheSameInAllForms() => Prop.ForAll(Texts, text =>
    {
        foreach (var form in TextForms.Of(text))
        {
            using var file = new TemporaryFile(form);
            Assert.Equal(text, Encoding.UTF8.GetString(TextForms.ReadFile(file.Path)));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>Reading that stopped somewhere goes on at the same byte in every form, and tells whether it had to read up to there.</summary>
    [Fact]
    public void SkipTo_GoesOnWhereReadingStopped()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},低保𠮷\n"));
        var expected = Encoding.UTF8.GetBytes(text);
        foreach (var form in TextForms.Of(text))
        {
            using var file = new TemporaryFile(form);
            foreach (var position in (int[])[0, 1, 70_001, expected.Length - 1, expected.Length])
            {
                using var input = InputText.Open(file.Path, TextEncoding.Auto);
                Assert.True(input.CanReadAgain);
                Assert.Equal(!input.IsGzip && input.Encoding == TextEncoding.Utf8, input.CanSeek);
                Assert.Equal(input.CanSeek ? expected.Length : null, input.Length);
                input.SkipTo(position);
                Assert.Equal(expected[position..], TextForms.Read(input.Stream));
                Assert.Equal(form.Length, input.FileBytesRead);
                Assert.Equal(form.Length, input.FileLength);
            }
            using var tooFar = InputText.Open(file.Path, TextEncoding.Auto);
            Assert.Contains("the text ends at byte", Assert.Throws<InvalidDataException>(() => tooFar.SkipTo(expected.Length + 1)).Message,
                StringComparison.Ordinal);
        }
    }

    /// <summary>A mark or the beginning of a packed file may come in two pieces.</summary>
    [Fact]
    public async Task Pipe_IsReadButCannotBeReadAgain()
    {
        foreach (var form in TextForms.Of(Sample))
        {
            using var file = new TemporaryFile("");
            var path = file.Path + ".fifo";
            await Child.SucceedAsync("mkfifo", path);
            var writing = Task.Run(() =>
            {
                using var pipe = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                pipe.Write(form.AsSpan(0, 1));
                pipe.Write(form.AsSpan(1));
            });
            using (var input = InputText.Open(path, TextEncoding.Auto))
            {
                Assert.Equal((false, false, null, null), (input.CanReadAgain, input.CanSeek, input.Length, input.FileLength));
                Assert.Equal(Sample, Encoding.UTF8.GetString(TextForms.Read(input.Stream)));
            }
            await writing;
        }
    }

    [Fact]
    public void EmptyFile_IsAnEmptyText()
    {
        foreach (var form in (byte[][])[[], [0xEF, 0xBB, 0xBF], TextForms.Gzip([])])
        {
            using var file = new TemporaryFile(form);
            Assert.Empty(TextForms.ReadFile(file.Path));
        }
    }

    /// <summary>Bytes that are no UTF-8 are for the rows to tell.</summary>
    [Fact]
    public void Utf8_IsNotTouched()
    {
        var random = new Random(5);
        var bytes = new byte[300_000];
        random.NextBytes(bytes);
        bytes[0] = (byte)'a';
        bytes[1] = bytes[2] = bytes[3] = (byte)'b';
        using var file = new TemporaryFile(bytes);
        Assert.Equal(bytes, TextForms.ReadFile(file.Path, TextEncoding.Utf8));
    }

    [Fact]
    public void WrongFile_IsClosedAgain()
    {
        using var file = new TemporaryFile("PK\u0003\u0004..."u8.ToArray());
        var problem = Assert.Throws<InvalidDataException>(() => InputText.Open(file.Path, TextEncoding.Auto));
        Assert.StartsWith($"{file.Path}: this is a workbook", problem.Message, StringComparison.Ordinal);
        using var exclusive = new FileStream(file.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }
}
