namespace Canbao.Recalculation.Parts;

/// <summary>The files of a job beside its answers: rows that could not be answered, and lists for people.</summary>
/// <param name="paths">Their names at the end, by their names within the job.</param>
internal sealed class SideFiles(IReadOnlyDictionary<string, string> paths) : IDisposable
{
    public const string Rejects = "rejects", Undetermined = "undetermined";

    private readonly SortedDictionary<string, AsideFile> _files = new(StringComparer.Ordinal);

    /// <summary>Where they are at the end, by their names within the job.</summary>
    public IReadOnlyDictionary<string, string> Paths => Places.ToDictionary();

    /// <summary>Links are followed.</summary>
    private IEnumerable<KeyValuePair<string, string>> Places => paths.Select(file => KeyValuePair.Create(file.Key, OutputPlace.FileAt(file.Value)));

    /// <summary>Opens all of them where a checkpoint says.</summary>
    public void Begin(Checkpoint from)
    {
        Dispose();
        foreach (var (name, path) in Places) _files[name] = new AsideFile(path, from, name);
    }

    public AsideFile this[string name] => _files[name];

    /// <summary>Returns when what was written is safe; at the end what lies behind it is cut off.</summary>
    public void Commit(bool isEnd)
    {
        foreach (var file in _files.Values)
        {
            if (isEnd) file.End();
            else file.Flush();
        }
    }

    public Dictionary<string, long> Lengths() => _files.ToDictionary(file => file.Key, file => file.Value.Length);

    /// <summary>Whether all that a checkpoint counts on is there.</summary>
    public bool AreKept(Checkpoint last) =>
        Places.All(file => AsideFile.IsKept(file.Value, last, file.Key));

    /// <summary>Gives them their names, when all of them are whole.</summary>
    public void Complete(Checkpoint last)
    {
        foreach (var (name, path) in Places) AsideFile.Complete(path, last, name);
    }

    public bool AreThere(Checkpoint finished) =>
        Places.All(file => new FileInfo(file.Value) is { Exists: true } there && there.Length == finished.LengthOf(file.Key));

    /// <summary>Throws away what unfinished runs have left.</summary>
    public void Remove()
    {
        foreach (var path in Places.Select(file => file.Value)) AsideFile.RemoveAll(path, job: null);
    }

    /// <summary>Takes away what this run has begun.</summary>
    public void Discard()
    {
        foreach (var file in _files.Values) file.Discard();
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        _files.Clear();
    }
}
