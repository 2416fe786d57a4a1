namespace Canbao.Recalculation.Parts;

/// <summary>Answers in a file, with its checkpoints in the folder of the job.</summary>
/// <param name="header">What the file begins with.</param>
internal sealed class FileOutput(string path, JobFolder folder, IRowFormat format, byte[] header) : IQuoteOutput
{
    /// <summary>Its name within the job.</summary>
    public const string Name = "quotes";

    private AsideFile? _file;

    /// <summary>Where the file is at the end: a link is followed.</summary>
    public string Path { get; } = OutputPlace.FileAt(path);

    public IRowFormat Format => format;

    public Checkpoint? Last() =>
        folder.Last() is { } last && AsideFile.IsKept(Path, last, Name) ? last : null;

    public void Begin(Checkpoint from)
    {
        _file?.Dispose();
        _file = new AsideFile(Path, from, Name);
        if (_file.Length == 0) _file.Write(header);
    }

    public void Announce(Checkpoint beginning) => folder.Save(beginning);

    public void Write(ReadOnlySpan<byte> rows) => _file!.Write(rows);

    public Checkpoint Commit(Checkpoint checkpoint)
    {
        if (checkpoint.IsComplete) _file!.End();
        else _file!.Flush();
        var saved = checkpoint.With(Name, _file.Length);
        folder.Save(saved);
        return saved;
    }

    public void Complete(Checkpoint last) => AsideFile.Complete(Path, last, Name);

    public bool IsThere(Checkpoint finished) => new FileInfo(Path) is { Exists: true } there && there.Length == finished.LengthOf(Name);

    public void Remove() => AsideFile.RemoveAll(Path, job: null);

    /// <summary>Takes away what this run has begun.</summary>
    public void Discard() => _file?.Discard();

    public void Dispose() => _file?.Dispose();
}
