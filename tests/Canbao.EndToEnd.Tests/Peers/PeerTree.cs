namespace Canbao.EndToEnd.Tests.Peers;

/// <summary>The repository in a scratch folder: the peers as copies that a test may damage, everything else as links.</summary>
internal sealed class PeerTree : IDisposable
{
    private const string Peers = "benchmarks/peers";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("canbao-tree-");

    public PeerTree()
    {
        Directory.CreateDirectory(Here("benchmarks/peers/sql"));
        foreach (var linked in (string[])["canbao", "policies", "benchmarks/Canbao.Benchmarks", $"{Peers}/node_modules"])
            File.CreateSymbolicLink(Here(linked), There(linked));
        foreach (var folder in (string[])[Peers, $"{Peers}/sql"])
            foreach (var file in Directory.GetFiles(There(folder))) File.Copy(file, Here(Path.Combine(folder, Path.GetFileName(file))));
    }

    public string Script => Here($"{Peers}/compare.py");

    /// <summary>Puts other text for a text that must be there once.</summary>
    public void Damage(string file, string text, string other)
    {
        var path = Here($"{Peers}/{file}");
        var parts = File.ReadAllText(path).Split(text);
        Assert.Equal(2, parts.Length);
        File.WriteAllText(path, string.Join(other, parts));
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string There(string path) => Path.Combine(RepositoryFolder.Root, path);

    private string Here(string path) => Path.Combine(_root.FullName, path);
}
