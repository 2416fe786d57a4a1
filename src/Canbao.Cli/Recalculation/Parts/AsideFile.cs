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
        RandomAccess.Write(_file, bytes, Length);
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

    /// <summary>Gives a whole file its name, unless another run of the job did; what has this name afterwards must be as long.</summary>
    public static void Complete(string path, string job, long length)
    {
        try
        {
            File.Move(PathAside(path, job), path, overwrite: true);
        }
        catch (FileNotFoundException) when (File.Exists(path))
        {
            // Moved before the last run of this job came to its end, or by another one at this moment.
        }
        var there = new FileInfo(path).Length;
        if (there == length) return;
        throw new InvalidDataException($"{path} has {there} bytes; {length} were written. Something else has changed it; --restart begins again");
    }

    public void Dispose() => _file.Dispose();
}
