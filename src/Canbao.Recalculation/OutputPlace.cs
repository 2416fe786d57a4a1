using System.Runtime.InteropServices;

namespace Canbao.Recalculation;

/// <summary>What stands where something is to be written.</summary>
internal enum PlaceKind
{
    Nothing,
    File,
    Folder,

    /// <summary>A named pipe (FIFO): what is written there goes to whoever reads it.</summary>
    Pipe,

    /// <summary>A device, a socket, or another name of an open file: nothing that a file may be put instead of.</summary>
    Other,
}

/// <summary>
/// Looks at a path before it is written. A file appears under its name by being moved there when it is whole, which would put it instead of
/// whatever stands there: a device or a pipe would be gone.
/// </summary>
internal static class OutputPlace
{
    private const int AtCurrentFolder = -100, TypeOnly = 1, StatxBytes = 256, ModeOffset = 28;
    private const int TypeMask = 0xF000, PipeType = 0x1000, FolderType = 0x4000, FileType = 0x8000;
    private const int MostLinks = 40;

    /// <summary>What stands at a path, or at the end of its links.</summary>
    public static PlaceKind KindOf(string path)
    {
        if (TargetOf(path) is not { } target) return PlaceKind.Other;
        if (Directory.Exists(target)) return PlaceKind.Folder;
        if (!File.Exists(target)) return PlaceKind.Nothing;
        if (!OperatingSystem.IsLinux()) return (File.GetAttributes(target) & FileAttributes.Device) != 0 ? PlaceKind.Other : PlaceKind.File;
        return TypeOf(target) switch
        {
            FileType => PlaceKind.File,
            FolderType => PlaceKind.Folder,
            PipeType => PlaceKind.Pipe,
            _ => PlaceKind.Other,
        };
    }

    /// <summary>The file that is to be written: where a link leads to. Throws <see cref="IOException"/> if no file can be put there.</summary>
    public static string FileAt(string path) => KindOf(path) is PlaceKind.Nothing or PlaceKind.File ? TargetOf(path)! : throw new IOException(Refusal(path));

    /// <summary>Why no file can be written there; null if one can.</summary>
    public static string? ProblemWith(string path) => KindOf(path) is PlaceKind.Nothing or PlaceKind.File ? null : Refusal(path);

    private static string Refusal(string path) => KindOf(path) switch
    {
        PlaceKind.Folder => $"'{path}' is a folder; expected a file",
        PlaceKind.Pipe => $"'{path}' is a pipe; expected a file, or no such name yet",
        _ => $"'{path}' is a device, a socket or another name of an open file; expected a file, or no such name yet",
    };

    /// <summary>The path without links, also of its folders; null if they go round, or lead to an open file of a process.</summary>
    public static string? TargetOf(string path)
    {
        var links = 0;
        return Follow(Path.GetFullPath(path), ref links);
    }

    private static string? Follow(string path, ref int links)
    {
        var at = Path.GetPathRoot(path)!;
        foreach (var name in path[at.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var named = Path.Join(at, name);
            if (new FileInfo(named).LinkTarget is { } next)
            {
                var target = Path.GetFullPath(next, at);
                if (++links > MostLinks || target.StartsWith("/proc/", StringComparison.Ordinal)) return null;
                if (Follow(target, ref links) is not { } followed) return null;
                named = followed;
            }
            at = named;
        }
        return at;
    }

    /// <summary>As the kernel tells it; its structure is the same on all processors.</summary>
    private static int TypeOf(string path)
    {
        var status = new byte[StatxBytes];
        return StatX(AtCurrentFolder, path, 0, TypeOnly, status) == 0 ? BitConverter.ToUInt16(status, ModeOffset) & TypeMask : 0;
    }

    // Marshalling into bytes needs no unsafe code.
    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int StatX(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);
}
