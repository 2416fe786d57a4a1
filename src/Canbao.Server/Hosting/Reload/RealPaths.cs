namespace Canbao.Server.Hosting.Reload;

/// <summary>Where paths lead when every link on the way is followed. Folders are remembered: many files stand in few of them.</summary>
internal sealed class RealPaths
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    private readonly Dictionary<string, string> _folders = [];

    /// <summary>Of a full path. A path that does not exist, or whose links go round, leads to some path all the same.</summary>
    public string Of(string path) => Of(path, MaxLinks);

    private string Of(string path, int links)
    {
        if (Path.GetDirectoryName(path) is not { } parent) return path;
        if (!_folders.TryGetValue(parent, out var folder)) _folders[parent] = folder = Of(parent, links);
        var here = Path.Combine(folder, Path.GetFileName(path));
        return links > 0 && new FileInfo(here).LinkTarget is { } target ? Of(Path.GetFullPath(target, folder), links - 1) : here;
    }
}
