namespace Canbao.Recalculation.Parts;

/// <summary>
/// Answers to whoever reads them: standard output or a named pipe. What has gone cannot be read back, so there is no checkpoint, and a run that was
/// broken off begins again.
/// </summary>
/// <param name="header">What they begin with.</param>
internal sealed class StreamOutput(string path, IRowFormat format, byte[] header) : IQuoteOutput
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    private Stream? _stream;

    public IRowFormat Format => format;

    /// <summary>Whether a path is one to which answers stream.</summary>
    public static bool IsOne(string path) => path == StandardOutput || OutputPlace.KindOf(path) == PlaceKind.Pipe;

    public Checkpoint? Last() => null;

    /// <summary>Waits until somebody reads a pipe.</summary>
    public void Begin(Checkpoint from)
    {
        _stream = path == StandardOutput ? Console.OpenStandardOutput()
            : new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Write(header);
    }

    public void Announce(Checkpoint beginning)
    {
        // Nobody can go on with it.
    }

    public void Write(ReadOnlySpan<byte> rows)
    {
        try
        {
            _stream!.Write(rows);
        }
        catch (IOException e)
        {
            throw new IOException($"--out {path}: nobody reads the answers any more ({e.Message}); the same command begins again", e);
        }
    }

    public Checkpoint Commit(Checkpoint checkpoint)
    {
        _stream!.Flush();
        return checkpoint;
    }

    public void Complete(Checkpoint last) => _stream!.Dispose();

    public bool IsThere(Checkpoint finished) => false;

    public void Remove()
    {
        // Nothing was left.
    }

    public void Dispose() => _stream?.Dispose();
}
