using System.Text.RegularExpressions;
using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Parts;

/// <summary>
/// A file that appears under its name when it is whole. Until then it is written aside, from its beginning or from where a checkpoint says;
/// what lies behind that is written again. Two runs of one job write the same bytes at the same places.
/// </summary>
/// <remarks>
/// What is written aside has a name that is made once, by the run that begins: who goes on with it only opens it. So a name that has been
/// moved away never comes back, and whoever finds it finds the file that a checkpoint speaks of.
/// </remarks>
internal sealed partial class AsideFile : IDisposable
{
    private readonly string _aside;
    private readonly SafeFileHandle _file;

    /// <param name="path">Its name at the end.</param>
    /// <param name="from">Where it goes on.</param>
    /// <param name="name">Its name within the job.</param>
    public AsideFile(string path, Checkpoint from, string name)
    {
        (_aside, Length) = (PathAside(path, from), from.LengthOf(name));
        _file = Open(from.IsNew ? FileMode.CreateNew : FileMode.Open);
        if (RandomAccess.GetLength(_file) >= Length) return;
        _file.Dispose();
        throw new InvalidDataException($"{_aside} is shorter than its checkpoint says: {Length} bytes were written. --restart begins again");
    }

    public long Length { get; private set; }

    public static string PathAside(string path, Checkpoint checkpoint) => $"{path}.{checkpoint.Job[..8]}.{checkpoint.Attempt}.partial";

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

    /// <summary>Takes away what nobody will go on with.</summary>
    public void Discard() => File.Delete(_aside);

    /// <summary>Whether what a checkpoint counts on is there: aside, or under its name if nothing was missing from it.</summary>
    public static bool IsKept(string path, Checkpoint last, string name)
    {
        var (aside, length) = (LengthOf(PathAside(path, last)), last.LengthOf(name));
        return last.IsComplete ? aside == length || LengthOf(path) == length : aside >= length;
    }

    /// <summary>Gives a whole file its name, unless another run of the job did; what has this name afterwards must be as long.</summary>
    public static void Complete(string path, Checkpoint last, string name)
    {
        var (aside, length) = (PathAside(path, last), last.LengthOf(name));
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
    }

    /// <summary>Removes what runs of a job have left aside, or runs of any job.</summary>
    public static void RemoveAll(string path, string? job) =>
        Leftovers.Remove(path, ending => Aside().Match(ending) is { Success: true } aside && (job is null || aside.Groups[1].Value == job[..8]));

    public void Dispose() => _file.Dispose();

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : -1;

    private SafeFileHandle Open(FileMode mode)
    {
        try
        {
            return File.OpenHandle(_aside, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (FileNotFoundException e) when (mode == FileMode.Open)
        {
            throw new GoneException($"{_aside} is not there any more. The same command goes on", e);
        }
    }

    [GeneratedRegex(@"^\.([0-9a-f]{8})\.[0-9a-f]{8}\.partial$")]
    private static partial Regex Aside();

    /// <summary>Another run of the job has moved the file of a checkpoint away since the checkpoint was read.</summary>
    public sealed class GoneException(string message, Exception inner) : IOException(message, inner);
}
