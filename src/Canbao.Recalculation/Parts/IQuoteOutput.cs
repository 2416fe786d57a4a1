namespace Canbao.Recalculation.Parts;

/// <summary>Where the answers go, part by part.</summary>
internal interface IQuoteOutput : IDisposable
{
    /// <summary>How it has its rows.</summary>
    IRowFormat Format { get; }

    /// <summary>The last part of this job that is safe; null if there is none.</summary>
    Checkpoint? Last();

    /// <summary>Goes on after a checkpoint.</summary>
    void Begin(Checkpoint from);

    /// <summary>All files of a new beginning are there: other runs go on with them, if they find no part that is safe.</summary>
    void Announce(Checkpoint beginning);

    /// <summary>Rows in the form of the format, in order.</summary>
    void Write(ReadOnlySpan<byte> rows);

    /// <summary>
    /// Returns when what was written since the last time is safe, together with the checkpoint that says so; it is the given one with what the
    /// output adds to it.
    /// </summary>
    Checkpoint Commit(Checkpoint checkpoint);

    /// <summary>Puts a whole output into its place. May have been done before.</summary>
    void Complete(Checkpoint last);

    /// <summary>Whether the finished output of this job is still where it was put.</summary>
    bool IsThere(Checkpoint finished);

    /// <summary>Throws away what unfinished runs have left.</summary>
    void Remove();
}
