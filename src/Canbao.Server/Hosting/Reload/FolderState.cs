using System.IO.Enumeration;
using Canbao.Policies;

namespace Canbao.Server.Hosting.Reload;

/// <summary>
/// What a folder of documents looks like without reading them: two equal states mean that nothing has changed between them. Of links
/// it is the place and the file that they lead to, so that a swapped link is a change however alike the files are.
/// </summary>
public sealed record FolderState
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };

    private FolderState(string root, ValueList<FileState> files, string? problem) => (Root, Files, Problem) = (root, files, problem);

    /// <summary>Where the folder really is.</summary>
    public string Root { get; }

    /// <summary>All documents, and all links to folders, ordered by their path.</summary>
    public ValueList<FileState> Files { get; }

    /// <summary>Why the folder could not be looked at; null if it could.</summary>
    public string? Problem { get; }

    /// <summary>Costs one look per file. A folder that cannot be looked at has a state too.</summary>
    public static FolderState Of(string folder)
    {
        var paths = new RealPaths();
        var root = paths.Of(Path.GetFullPath(Path.Combine(folder, ".")));
        try
        {
            var files = Look(root, paths).ToArray();
            Array.Sort(files, (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return new(root, new(files), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(root, [], e.Message);
        }
    }

    private static FileSystemEnumerable<FileState> Look(string root, RealPaths paths) =>
        new(root, (ref FileSystemEntry entry) => IsLink(ref entry) ? OfLink(entry.ToFullPath(), paths)
            : new FileState(entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.Ticks, null), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory ? IsLink(ref entry) : IsDocument(entry.FileName),
        };

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    /// <summary>Also by a name that the folder's reader refuses: it must be able to say so.</summary>
    private static bool IsDocument(ReadOnlySpan<char> name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static FileState OfLink(string path, RealPaths paths)
    {
        var target = new FileInfo(paths.Of(path));
        return target.Exists ? new(path, target.Length, target.LastWriteTimeUtc.Ticks, target.FullName) : new(path, 0, 0, target.FullName);
    }
}

/// <summary>One file: its length in bytes, when it was written (ticks, UTC), and where it really is if it is a link.</summary>
public sealed record FileState(string Path, long Length, long Written, string? LeadsTo);
