namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>The .NET tool, installed from the published folder alone.</summary>
[Collection(PublishedCollection.Name), Trait("Needs", "published")]
public class ToolTests(PublishedFolder published)
{
    [Fact]
    public async Task Installed_Quotes()
    {
        var folder = published.Scratch("tool");
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), PackageSources.Only(published.Folder));
        await PublishedFolder.RunAsync(folder, "dotnet", "tool", "install", "canbao", "--tool-path", "bin", "--configfile", "nuget.config");
        var program = Path.Combine(folder, "bin", "canbao");
        Assert.Equal(Canbao.Engine.EngineVersion.Current.Split('+')[0], (await PublishedFolder.RunAsync(folder, program, "--version")).Trim());
        var quote = await PublishedFolder.RunAsync(
            folder, program, "quote", "--region", "500230", "--year", "2025", "--date", "2025-03-15", "--tier", "tier1");
        Assert.Contains("400 元", quote, StringComparison.Ordinal);
    }
}
