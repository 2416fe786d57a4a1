using System.Buffers.Binary;
using System.Text.RegularExpressions;
using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Parts;

/// <summary>The ids of a job's residents for the search for duplicates, beside its other files.</summary>
internal sealed partial class IdFile : IDisposable
{
    private const string Name = "ids", Count = "ids.count", Empty = "ids.empty";

    private readonly IdSpill _spill;
    private IdSpillState _state;

    /// <summary>Goes on where a checkpoint says.</summary>
    public IdFile(string path, Checkpoint from) =>
        _spill = new IdSpill(path, _state = StateOf(from), from.IsNew ? FileMode.OpenOrCreate : FileMode.Open);

    public static string PathOf(string output, string job) => $"{output}.{job[..8]}.ids";

    /// <summary>Opens the ids of a job that has come to its end, to read them.</summary>
    public static IdSpill Open(string path, Checkpoint end) => new(path, StateOf(end), FileMode.Open);

    /// <summary>Removes those of any job with this output.</summary>
    public static void RemoveAll(string output) => Leftovers.Remove(output, Ids().IsMatch);

    public static IdSpillState StateOf(Checkpoint checkpoint) => new(checkpoint.LengthOf(Name), checkpoint.LengthOf(Count), checkpoint.LengthOf(Empty));

    /// <summary>Ids as <see cref="Write"/> has put them.</summary>
    public void Add(ReadOnlySpan<byte> ids)
    {
        while (!ids.IsEmpty)
        {
            var row = BinaryPrimitives.ReadInt64LittleEndian(ids);
            var length = BinaryPrimitives.ReadInt32LittleEndian(ids[sizeof(long)..]);
            _spill.Add(ids.Slice(sizeof(long) + sizeof(int), length), row);
            ids = ids[(sizeof(long) + sizeof(int) + length)..];
        }
    }

    /// <summary>Puts an id into the output of a block: its row and its length before it.</summary>
    public static void Write(Blocks.OutputBuffer output, ReadOnlySpan<byte> id, long row)
    {
        var place = output.Take(sizeof(long) + sizeof(int) + id.Length);
        BinaryPrimitives.WriteInt64LittleEndian(place, row);
        BinaryPrimitives.WriteInt32LittleEndian(place[sizeof(long)..], id.Length);
        id.CopyTo(place[(sizeof(long) + sizeof(int))..]);
    }

    /// <summary>Brings all ids to the disk.</summary>
    public void Commit() => _state = _spill.Save();

    /// <summary>A checkpoint from which the ids can go on.</summary>
    public Checkpoint Noted(Checkpoint checkpoint) =>
        checkpoint.With(Name, _state.Length).With(Count, _state.Ids).With(Empty, _state.Empty);

    public void Dispose() => _spill.Dispose();

    [GeneratedRegex(@"^\.[0-9a-f]{8}\.ids$")]
    private static partial Regex Ids();
}
