using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Canbao.Cli.Csv;
using Canbao.Cli.Recalculation.Blocks;
using Canbao.Engine;

namespace Canbao.Cli.Recalculation.Inputs;

/// <summary>A CSV file of residents with a header.</summary>
internal sealed class CsvSource : IInputSource
{
    private const int UsualBlockBytes = 1 << 19, LeastBlockBytes = 1 << 12, BytesPerRow = 64, SampleBytes = 1 << 20;

    private readonly string _path;
    private readonly TextEncoding _encoding;
    private readonly PolicyBook _book;
    private readonly KnownProfiles _plain = new(), _careful = new();
    private readonly ColumnPlan _plan;
    private readonly byte[] _begun;
    private InputText? _text;

    /// <summary>Reads the header. Throws, with what is wrong, for what is no CSV file of residents.</summary>
    public CsvSource(string path, TextEncoding encoding, ColumnMapping mapping, PolicyBook book)
    {
        (_path, _encoding, _book) = (path, encoding, book);
        _text = InputText.Open(path, encoding);
        try
        {
            var header = new CsvRow(ColumnPlan.MaxColumns);
            (First, _begun) = ReadHeader(_text.Stream, header);
            _plan = mapping.Plan(header, new CodeNames(book));
        }
        catch
        {
            _text.Dispose();
            throw;
        }
    }

    public InputPosition First { get; }

    public bool HasIds => _plan.IdPlace >= 0;

    public bool CanReadAgain => _text!.CanReadAgain;

    public IReadOnlyList<string> PassedHeaders(IEnumerable<string> others) => _plan.PassThroughHeaders(others);

    public JsonObject Identity()
    {
        if (!CanReadAgain) return new JsonObject { ["pipe"] = Guid.NewGuid().ToString() };
        var file = new FileInfo(_path);
        return new JsonObject
        {
            ["file"] = file.Name, ["bytes"] = file.Length, ["modified"] = file.LastWriteTimeUtc.Ticks, ["sample"] = Sample(),
            ["encoding"] = _text!.Encoding.ToString(), ["mapping"] = _plan.Mapping.Digest,
        };
    }

    public IInput Start(InputPosition from, long end, long partRows)
    {
        var begun = _begun;
        if (from != First)
        {
            _text!.Dispose();
            _text = InputText.Open(_path, _encoding);
            _text.SkipTo(from.Offset);
            begun = [];
        }
        var text = _text!;
        _text = null;
        var blockBytes = (int)Math.Clamp(partRows * BytesPerRow, LeastBlockBytes, UsualBlockBytes);
        return new CsvInput(text, begun, from, end, blockBytes, NewReader);
    }

    public void Dispose() => _text?.Dispose();

    private CsvRows NewReader() => new(new CarefulRows(_book, _plan, _careful), _plan, _plain);

    /// <summary>The header, where the rows begin, and what was read of them. Blank lines may come before it.</summary>
    private static (InputPosition First, byte[] Begun) ReadHeader(Stream text, CsvRow header)
    {
        var buffer = new byte[CsvRow.MaxBytes + 2];
        var length = text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var (start, line) = (0, 1L);
        while (true)
        {
            if (start == length) throw new InvalidDataException("the file is empty; expected a header");
            var end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
            var row = end < 0 ? length - start : end;
            var next = start + row + (end < 0 ? 0 : 1);
            if (row > 0 && buffer[start + row - 1] == '\r') row--;
            line++;
            if (row > CsvRow.MaxBytes) header.SetTooLong(buffer, start, row);
            else if (row > 0) header.Parse(buffer, start, row);
            if (row > 0) return (new InputPosition(next, line), buffer[next..length]);
            start = next;
        }
    }

    /// <summary>SHA-256 of the beginning and the end of the file: what a changed file has different, even if its time and length are the same.</summary>
    private string Sample()
    {
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var sample = new byte[2 * SampleBytes];
        var length = file.ReadAtLeast(sample.AsSpan(0, SampleBytes), SampleBytes, throwOnEndOfStream: false);
        file.Position = Math.Max(file.Position, file.Length - SampleBytes);
        length += file.ReadAtLeast(sample.AsSpan(length, SampleBytes), SampleBytes, throwOnEndOfStream: false);
        return Convert.ToHexStringLower(SHA256.HashData(sample.AsSpan(0, length)));
    }
}
