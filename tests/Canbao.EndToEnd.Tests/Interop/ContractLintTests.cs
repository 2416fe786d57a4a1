namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>The contract keeps the rules of buf.yaml.</summary>
public class ContractLintTests
{
    [Fact]
    public async Task Buf_FindsNothing()
    {
        var buf = Directory.GetFiles(Path.Combine(RepositoryFolder.Clients, "node_modules", "@bufbuild"), "buf", SearchOption.AllDirectories);
        await Child.SucceedAsync(Assert.Single(buf), "lint");
    }

    [Fact]
    public async Task Buf_WouldFindSomething()
    {
        var buf = Directory.GetFiles(Path.Combine(RepositoryFolder.Clients, "node_modules", "@bufbuild"), "buf", SearchOption.AllDirectories);
        var result = await Child.RunAsync(Child.Command(Assert.Single(buf), "lint", "--config", """{"version":"v2","modules":[{"path":"proto"}]}"""));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("should be named", result.Output, StringComparison.Ordinal);
    }
}
