using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation.Blocks;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Messages;

/// <summary>A file of QuoteBatch messages, each behind its length. A resident's row is counted from 1 over all messages.</summary>
internal sealed class MessageSource : IInputSource
{
    private const int BufferBytes = 1 << 20;

    private readonly string _path;
    private readonly PolicyBook _book;
    private readonly MemoryBudget _memory;
    private readonly KnownProfiles _known;
    private readonly InputFile? _opened;
    private FileStream? _file;

    public MessageSource(string path, PolicyBook book, MemoryBudget memory)
    {
        (_path, _book, _memory, _known) = (path, book, memory, new KnownProfiles(memory));
        _file = Open();
        if (_file.CanSeek) _opened = new InputFile(path);
    }

    public InputPosition First => new(0, 1);

    public bool HasIds => false;

    public bool CanReadAgain => _opened is not null;

    public JsonObject Identity() => _opened?.Identity() ?? InputFile.OfPipe();

    public IReadOnlyList<string> PassedHeaders(IEnumerable<string> others) => [];

    public InputRange RangeOf(Shard shard)
    {
        if (!CanReadAgain) throw new InvalidDataException($"--shard: {_path} can be read only once; write it to a file that all shards can read");
        var end = _file!.Length;
        return new InputRange(shard, First.Offset, From(shard.Number - 1), From(shard.Number), end);

        long From(int shardsBefore) => PositionAt(InputRange.Nominal(First.Offset, end, shardsBefore, shard.Count)).Offset;
    }

    /// <summary>Of the first message from an offset on: a message does not tell where the next one begins, so all before it are read.</summary>
    public InputPosition PositionAt(long offset)
    {
        using var input = new MessageInput(Open(), First, offset, long.MaxValue, _memory.BlockBytes, NewReader);
        var block = new Block();
        while (input.Read(block))
        {
        }
        return block.Next;
    }

    public void CheckUnchanged() => _opened?.CheckUnchanged();

    public IInput Start(InputPosition from, long end, long partRows)
    {
        var file = _file!;
        _file = null;
        if (from != First) file.Position = from.Offset;
        return new MessageInput(file, from, end, partRows, _memory.BlockBytes, NewReader);
    }

    public void Dispose() => _file?.Dispose();

    private FileStream Open() => new(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);

    private MessageRows NewReader() => new(new MessageResidents(_book), _book, _known);
}
