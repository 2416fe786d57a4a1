using System.Text.Json.Nodes;

namespace Canbao.Recalculation.Blocks;

/// <summary>Where the residents of a job come from.</summary>
internal interface IInputSource : IDisposable
{
    /// <summary>Where the first row stands.</summary>
    InputPosition First { get; }

    /// <summary>Whether the residents have ids of their own.</summary>
    bool HasIds { get; }

    /// <summary>False for what can be read only once: then a job cannot be resumed.</summary>
    bool CanReadAgain { get; }

    /// <summary>What people should know of how it is read. To be asked before it is started.</summary>
    IReadOnlyList<string> Notes => [];

    /// <summary>What another input has different, as far as that can be told without reading all of it.</summary>
    JsonObject Identity();

    /// <summary>The headers of the columns that are passed through, in an output that has other columns too.</summary>
    IReadOnlyList<string> PassedHeaders(IEnumerable<string> others);

    /// <summary>What of the input a shard has. Throws <see cref="InvalidDataException"/> for an input that cannot be divided.</summary>
    InputRange RangeOf(Shard shard) => throw new InvalidDataException("--shard: this input cannot be divided; a CSV file of plain UTF-8 can");

    /// <summary>The position of the row at an offset, with its number in the whole input.</summary>
    InputPosition PositionAt(long offset) => offset == First.Offset ? First : throw new NotSupportedException();

    /// <summary>Throws <see cref="InvalidDataException"/> if the input is not what it was when it was opened.</summary>
    void CheckUnchanged()
    {
    }

    /// <summary>Begins to read. Once for each source.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="end">Where the last row ends, as an offset; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="partRows">Blocks are small enough for parts of so many rows.</param>
    IInput Start(InputPosition from, long end, long partRows);
}
