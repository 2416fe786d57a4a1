using System.Text.Json.Nodes;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Inputs;

/// <summary>A CSV file of residents with a header.</summary>
internal sealed class CsvSource : IInputSource
{
    private const int LeastBlockBytes = 1 << 12, BytesPerRow = 64;

    private const long FirstLine = 1;

    private readonly string _path;
    private readonly TextForm _form;
    private readonly QuestionCheck _check;
    private readonly MemoryBudget _memory;
    private readonly KnownProfiles _known;
    private readonly ColumnLayout _layout;
    private readonly byte[] _begun;
    private readonly InputFile? _opened;
    private InputText? _text;

    /// <summary>Reads the header. Throws, with what is wrong, for what is no CSV file of residents.</summary>
    public CsvSource(string path, TextForm form, ColumnMapping mapping, PolicyBook book, QuestionCheck check, MemoryBudget memory)
    {
        (_path, _form, _check, _memory, _known) = (path, form, check, memory, new KnownProfiles(memory));
        _text = InputText.Open(path, form);
        _opened = _text.CanReadAgain ? new InputFile(path) : null;
        try
        {
            var header = new CsvRow(ColumnLayout.MaxColumns);
            (First, _begun) = ReadHeader(_text.Stream, header);
            CheckDelimiter(header);
            _layout = mapping.LayoutOf(header, new CodeNames(book));
        }
        catch
        {
            _text.Dispose();
            throw;
        }
    }

    public InputPosition First { get; }

    public bool HasIds => _layout.IdPlace >= 0;

    public bool CanReadAgain => _opened is not null;

    public IReadOnlyList<string> Notes =>
    [
        .. _text is { Delimiter: var delimiter } && delimiter != Delimiter.Comma ? [$"fields are separated by '{delimiter.Name}'"] : Array.Empty<string>(),
        .. _layout.UnnamedPlace >= 0 ? [$"column {_layout.UnnamedPlace + 1} has no name and nothing in it; it is not read"] : Array.Empty<string>(),
    ];

    public IReadOnlyList<string> PassedHeaders(IEnumerable<string> others) => _layout.PassThroughHeaders(others);

    public JsonObject Identity()
    {
        if (_opened is null) return InputFile.OfPipe();
        var identity = _opened.Identity();
        (identity["encoding"], identity["mapping"]) = (_text!.Encoding.ToString(), _layout.Mapping.Digest);
        if (_text.Delimiter != Delimiter.Comma) identity["delimiter"] = _text.Delimiter.Name;
        return identity;
    }

    public InputRange RangeOf(Shard shard)
    {
        if (_text!.Length is not { } end) throw new InvalidDataException($"--shard: {Undivided()}");
        using var lines = new LineScan(_path, _text.MarkLength);
        return new InputRange(shard, First.Offset, From(shard.Number - 1), From(shard.Number), end);

        long From(int shardsBefore) => lines.FirstFrom(InputRange.Nominal(First.Offset, end, shardsBefore, shard.Count), First.Offset, end);
    }

    public InputPosition PositionAt(long offset)
    {
        if (offset == First.Offset) return First;
        using var lines = new LineScan(_path, _text!.MarkLength);
        return new InputPosition(offset, First.Row + lines.Count(First.Offset, offset));
    }

    public void CheckUnchanged() => _opened?.CheckUnchanged();

    public IInput Start(InputPosition from, long end, long partRows)
    {
        var begun = _begun;
        if (from != First)
        {
            _text!.Dispose();
            _text = InputText.Open(_path, _form);
            _text.SkipTo(from.Offset);
            begun = [];
        }
        var text = _text!;
        _text = null;
        var blockBytes = (int)Math.Clamp(partRows * BytesPerRow, LeastBlockBytes, _memory.BlockBytes);
        return new CsvInput(text, begun, from, end, blockBytes, NewReader);
    }

    public void Dispose() => _text?.Dispose();

    /// <summary>Why shards cannot find their places in the file, and what to do.</summary>
    private string Undivided()
    {
        if (!CanReadAgain) return $"{_path} can be read only once; write it to a file that all shards can read";
        if (_text!.IsGzip) return $"{_path} is packed, and each shard would unpack all before its rows; unpack it once: gunzip -k {_path}";
        if (_text.Encoding != TextEncoding.Utf8) return $"{_path} is {TextEncodings.Name(_text.Encoding)}, and each shard would convert all before its rows; "
            + $"convert it once: iconv -f {TextEncodings.Name(_text.Encoding).ToUpperInvariant()} -t UTF-8 {_path}";
        return $"{_path} has '{_text.Delimiter.Name}' between its fields, and each shard would convert all before its rows; save it once with commas";
    }

    /// <summary>A header of one field in which another sign stands is one of several fields.</summary>
    private static void CheckDelimiter(CsvRow header)
    {
        if (header.Problem is not null || header.Count != 1 || Delimiter.MostIn(header.Text(0)) is not { } found) return;
        throw new InvalidDataException($"the header has {header.Text(0).Split(found.Text).Length} fields with '{found.Name}' between them and no comma; "
            + $"give --delimiter {(found.Name is ";" or "|" ? $"'{found.Name}'" : found.Name)}");
    }

    private FastCsvRows NewReader() => new(new CsvLineReader(_check, _layout, _known), _layout);

    /// <summary>The header, where the rows begin, and what was read of them. Blank lines may come before it.</summary>
    private static (InputPosition First, byte[] Begun) ReadHeader(Stream text, CsvRow header)
    {
        var buffer = new byte[CsvRow.MaxBytes + 2];
        var length = text.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var (start, line) = (0, FirstLine);
        while (true)
        {
            if (start == length) throw new InvalidDataException("the file is empty; expected a header");
            var end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
            var row = end < 0 ? length - start : end;
            var next = start + row + (end < 0 ? 0 : 1);
            if (row > 0 && buffer[start + row - 1] == '\r') row--;
            line++;
            if (line == FirstLine + 1 && SeparatorLine.IsOne(buffer.AsSpan(start, row))) row = 0;
            if (buffer.AsSpan(start, row).Contains((byte)'\r')) throw new InvalidDataException(
                "the lines end in CR alone, as old programs wrote them; save the file with LF or CRLF, or convert it: tr '\\r' '\\n' < FILE > NEW");
            if (row > CsvRow.MaxBytes) header.SetTooLong(buffer, start, row);
            else if (row > 0) header.Parse(buffer, start, row);
            if (row > 0) return (new InputPosition(next, line), buffer[next..length]);
            start = next;
        }
    }
}
