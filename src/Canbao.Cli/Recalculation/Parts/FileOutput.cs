namespace Canbao.Cli.Recalculation.Parts;

/// <summary>Answers in a file, with its checkpoints in the folder of the job.</summary>
/// <param name="header">What the file begins with.</param>
internal sealed class FileOutput(string path, JobFolder folder, string job, IRowFormat format, byte[] header) : IQuoteOutput
{
    /// <summary>Its name within the job.</summary>
    public const string Name = "quotes";

    private AsideFile? _file;

    public string Path => path;

    public IRowFormat Format => format;

    public Checkpoint? Last() =>
        folder.Last() is { } last && AsideFile.IsKept(path, job, last.LengthOf(Name), last.IsComplete) ? last : null;

    public void Begin(Checkpoint from)
    {
        _file = new AsideFile(path, job, from.LengthOf(Name));
        if (_file.Length == 0) _file.Write(header);
    }

    public void Write(ReadOnlySpan<byte> rows) => _file!.Write(rows);

    public Checkpoint Commit(Checkpoint checkpoint)
    {
        if (checkpoint.IsComplete) _file!.End();
        else _file!.Flush();
        var saved = checkpoint.With(Name, _file.Length);
        folder.Save(saved);
        return saved;
    }

    public void Complete(Checkpoint last) => AsideFile.Complete(path, job, last.LengthOf(Name));

    public bool IsThere(Checkpoint finished) => new FileInfo(path) is { Exists: true } there && there.Length == finished.LengthOf(Name);

    public void Remove() => File.Delete(AsideFile.PathAside(path, job));

    public void Dispose() => _file?.Dispose();
}
