namespace Canbao.EndToEnd.Tests;

/// <summary>Where things are in the repository that these tests were built from.</summary>
internal static class RepositoryFolder
{
    internal static string Root { get; } = FindRoot();

    internal static string Policies => Path.Combine(Root, "policies");

    internal static string Protos => Path.Combine(Root, "proto");

    /// <summary>The contract with the standard health service beside it: what clients make their stubs of.</summary>
    internal static string ClientProtos => Path.Combine(AppContext.BaseDirectory, "protos");

    internal static string Golden => Path.Combine(Root, "tests", "Canbao.Tests", "Golden", "golden.jsonl");

    internal static string Clients => Path.Combine(Root, "tests", "Canbao.EndToEnd.Tests", "clients");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Canbao.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds Canbao.slnx");
    }
}
