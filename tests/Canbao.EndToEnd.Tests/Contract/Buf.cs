using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Contract;

/// <summary>npm's buf: it judges a contract, with the rules of buf.yaml or with others, and it is a client.</summary>
internal static class Buf
{
    internal static string Rules => Path.Combine(RepositoryFolder.Root, "buf.yaml");

    private static string Program => Assert.Single(
        Directory.GetFiles(Path.Combine(RepositoryFolder.Clients, "node_modules", "@bufbuild"), "buf", SearchOption.AllDirectories));

    internal static Task<Child.Result> LintAsync(string rules) => RunAsync("lint", "--config", rules);

    /// <summary>What in a folder's proto/ would break those who use the first contract.</summary>
    internal static Task<Child.Result> BreakingAsync(string folder) => RunAsync(
        "breaking", folder, "--config", Rules, "--against", Path.Combine(RepositoryFolder.Root, "tests/Canbao.EndToEnd.Tests/Contract/first"));

    /// <summary>Compiles what clients make their stubs of into a file.</summary>
    internal static Task BuildAsync(string image) => Child.SucceedAsync(Program, "build", RepositoryFolder.ClientProtos, "--output", image);

    /// <summary>Asks over HTTP/2 without TLS.</summary>
    internal static Task<string> CurlAsync(string protocol, params string[] arguments) =>
        Child.SucceedAsync(Program, ["curl", "--http2-prior-knowledge", "--protocol", protocol, .. arguments]);

    private static Task<Child.Result> RunAsync(params string[] arguments) =>
        Child.RunAsync(Child.Command(Program, [.. arguments, "--error-format", "json"]));
}
