namespace Canbao.Recalculation.Parts;

/// <summary>Files that programs which were killed have left beside another one, with names that begin with its name.</summary>
internal static class Leftovers
{
    /// <param name="path">The file beside which they are.</param>
    /// <param name="isOne">Whether it is one, by what follows in its name.</param>
    public static void Remove(string path, Func<string, bool> isOne)
    {
        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder))
            if (Path.GetFileName(file) is var found && found.StartsWith(name, StringComparison.Ordinal) && isOne(found[name.Length..])) File.Delete(file);
    }
}
