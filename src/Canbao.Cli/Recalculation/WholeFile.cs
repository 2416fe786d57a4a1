namespace Canbao.Cli.Recalculation;

/// <summary>A file that appears under its name only when it is whole; until then, and if it never is, it is written aside.</summary>
internal sealed class WholeFile : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _closed;

    public WholeFile(string path)
    {
        _path = path;
        _stream = new FileStream(Partial, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
    }

    public Stream Stream => _stream;

    private string Partial => _path + ".partial";

    /// <summary>Puts the file in its place; one that stood there is replaced.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        _closed = true;
        File.Move(Partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        if (_closed) return;
        _stream.Dispose();
        File.Delete(Partial);
    }
}
