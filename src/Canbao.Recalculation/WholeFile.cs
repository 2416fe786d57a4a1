using System.Text.RegularExpressions;
using Canbao.Recalculation.Parts;

namespace Canbao.Recalculation;

/// <summary>A file that appears under its name only when it is whole; until then, and if it never is, it is written aside.</summary>
internal sealed partial class WholeFile : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly string _path, _partial;
    private readonly FileStream _stream;
    private bool _inPlace;

    /// <summary>Throws <see cref="IOException"/> where no file can be put. Two writers never share what is written aside.</summary>
    /// <param name="path">Its name at the end; a link is followed.</param>
    public WholeFile(string path)
    {
        _path = OutputPlace.FileAt(path);
        _partial = $"{_path}.{Guid.NewGuid().ToString("N")[..8]}.partial";
        _stream = new FileStream(_partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
    }

    public Stream Stream => _stream;

    /// <summary>Puts whole files in their places, one behind the other, when all of them are safe on the disk.</summary>
    public static void Complete(params ReadOnlySpan<WholeFile> files)
    {
        foreach (var file in files)
        {
            file._stream.Flush(flushToDisk: true);
            file._stream.Dispose();
        }
        foreach (var file in files)
        {
            File.Move(file._partial, file._path, overwrite: true);
            file._inPlace = true;
        }
    }

    /// <summary>Removes what writers of a file that were killed have left aside; no other may be at work.</summary>
    public static void RemoveAll(string path) => Leftovers.Remove(path, Aside().IsMatch);

    public void Dispose()
    {
        if (_inPlace) return;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full, and has been told so already: what was buffered is not wanted any more.
        }
        finally
        {
            File.Delete(_partial);
        }
    }

    [GeneratedRegex(@"^\.[0-9a-f]{8}\.partial$")]
    private static partial Regex Aside();
}
