namespace Canbao.Recalculation.Blocks;

/// <summary>Residents that are read block by block, in order, by one thread; and the way to understand such blocks.</summary>
internal interface IInput : IDisposable
{
    /// <summary>How much there is to read, in the unit of <see cref="Done"/>; 0 if that is not known.</summary>
    long Whole { get; }

    /// <summary>How much has been read. May be asked by another thread.</summary>
    long Done { get; }

    /// <summary>Puts the next rows into the block and says where they stand; false at the end.</summary>
    bool Read(Block block);

    /// <summary>A reader of blocks, for one thread.</summary>
    IRowReader NewReader();
}
