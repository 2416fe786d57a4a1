using Canbao.Documents;
using Canbao.Policies;

namespace Canbao.Server.Hosting.Reload;

/// <summary>One load of the folder: a book, or problems; never both.</summary>
internal sealed record FolderLoad(FolderState Seen, PolicyBook? Book, ValueList<Diagnostic> Problems)
{
    private const int MaxTries = 5;
    private const string Unreadable = "unreadable";

    /// <summary>True if the folder could not be read at all.</summary>
    public bool MayPass { get; private init; }

    /// <summary>
    /// The folder as it was at one moment: a load that a change has overtaken counts for nothing and is made again, so that no book has
    /// files of before and after.
    /// </summary>
    public static FolderLoad Of(string folder, PolicyBook current)
    {
        for (var tried = 1; ; tried++)
        {
            var seen = FolderState.Of(folder);
            var load = Once(folder, current, seen);
            if (FolderState.Of(folder) == seen) return load;
            if (tried == MaxTries) return Failed(folder, seen, $"the folder changed while it was read, {MaxTries} times in a row");
        }
    }

    private static FolderLoad Once(string folder, PolicyBook current, FolderState seen)
    {
        try
        {
            // From where the folder really is: a link that is swapped meanwhile, and perhaps back, cannot make half of this load another.
            var loaded = PolicyFolder.Load(seen.Root, current.Policies);
            var problems = loaded.BookProblems;
            return problems.Count == 0 ? new(seen, NextBook.After(current, loaded.Codes!, loaded.Policies), [])
                : new(seen, null, [.. problems.Select(p => AsConfigured(p, folder, seen.Root))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Failed(folder, seen, e.Message);
        }
    }

    /// <summary>With the path by which the operator knows the folder.</summary>
    private static Diagnostic AsConfigured(Diagnostic problem, string folder, string root)
    {
        if (!problem.Position.File.StartsWith(root, StringComparison.Ordinal)) return problem;
        var inside = problem.Position.File[root.Length..].TrimStart(Path.DirectorySeparatorChar);
        return problem with { Position = problem.Position with { File = Path.Combine(folder, inside) } };
    }

    private static FolderLoad Failed(string folder, FolderState seen, string why) =>
        new(seen, null, [new Diagnostic(Unreadable, new Position(folder, 1, 1), why)]) { MayPass = true };
}
