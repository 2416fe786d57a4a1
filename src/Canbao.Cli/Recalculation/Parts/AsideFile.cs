using Microsoft.Win32.SafeHandles;

namespace Canbao.Cli.Recalculation.Parts;

/// <summary>
/// A file that appears under its name when it is whole. Until then it is written aside, from its beginning or from where a checkpoint says;
/// what lies behind that is written again. Two runs of one job write the same bytes at the same places.
/// </summary>
internal sealed class AsideFile : IDisposable
{
    private readonly string _path, _aside;
    private readonly SafeFileHandle _file;

    /// <param name="path">Its name at the end.</param>
    /// <param name="job">The digest of the job: files of different jobs are different.</param>
    /// <param name="length">What is kept of what was written before.</param>
    public AsideFile(string path, string job, long length)
    {
        (_path, _aside, Length) = (path, PathAside(path, job), length);
        _file = File.OpenHandle(_aside, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(_file) >= length) return;
        _file.Dispose();
        throw new InvalidDataException($"{_aside} is shorter than its checkpoint says: {length} bytes were written. --restart begins again");
    }

    public long Length { get; private set; }

    public static string PathAside(string path, string job) => $"{path}.{job[..8]}.partial";

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_file, bytes, Length);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So the runtime tells that a file system, or a limit of the process, allows no longer file.
            throw new IOException($"{_aside}: no file may be longer than {Length} bytes here", e);
        }
        Length += bytes.Length;
    }

    /// <summary>Returns when what was written is safe on the disk.</summary>
    public void Flush() => RandomAccess.FlushToDisk(_file);

    /// <summary>Cuts off what an earlier run left behind the end, when all is written.</summary>
    public void End()
    {
        RandomAccess.SetLength(_file, Length);
        Flush();
    }

    /// <summary>Whether what a checkpoint counts on is there: aside, or under its name if nothing was missing from it.</summary>
    public static bool IsKept(string path, string job, long length, bool isWhole) =>
        LengthOf(PathAside(path, job)) is var aside && (isWhole ? aside == length || LengthOf(path) == length : aside >= length);

    /// <summary>
    /// Gives a whole file its name, unless another run of the job did; what has this name afterwards must be as long. One that another run
    /// has begun anew meanwhile is not whole, and not needed any more.
    /// </summary>
    public static void Complete(string path, string job, long length)
    {
        var aside = PathAside(path, job);
        try
        {
            if (LengthOf(aside) == length) File.Move(aside, path, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(path))
        {
            // Moved by another run of this job at this moment.
        }
        if (LengthOf(path) is var there && there != length)
            throw new InvalidDataException($"{path} has {Math.Max(there, 0)} bytes; {length} were written. Something else has changed it; "
                + "--restart begins again");
        File.Delete(aside);
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : -1;

    public void Dispose() => _file.Dispose();
}
