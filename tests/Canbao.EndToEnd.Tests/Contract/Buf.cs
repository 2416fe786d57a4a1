using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Contract;

/// <summary>npm's buf, with the rules of buf.yaml or with others.</summary>
internal static class Buf
{
    internal static string Rules => Path.Combine(RepositoryFolder.Root, "buf.yaml");

    internal static Task<Child.Result> LintAsync(string rules) => RunAsync("lint", "--config", rules);

    /// <summary>What in a folder's proto/ would break those who use the first contract.</summary>
    internal static Task<Child.Result> BreakingAsync(string folder) => RunAsync(
        "breaking", folder, "--config", Rules, "--against", Path.Combine(RepositoryFolder.Root, "tests/Canbao.EndToEnd.Tests/Contract/first"));

    private static Task<Child.Result> RunAsync(params string[] arguments)
    {
        var buf = Directory.GetFiles(Path.Combine(RepositoryFolder.Clients, "node_modules", "@bufbuild"), "buf", SearchOption.AllDirectories);
        return Child.RunAsync(Child.Command(Assert.Single(buf), [.. arguments, "--error-format", "json"]));
    }
}
