using System.Formats.Tar;
using System.IO.Compression;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>The archives: what is in them, and that the one for this machine works where nothing of the repository is.</summary>
[Collection(PublishedCollection.Name), Trait("Needs", "published")]
public class ArchiveTests(PublishedFolder published)
{
    private static readonly string[] Documents = ["README.md", "README.zh-CN.md", "CHANGELOG.md", "docs/OPERATIONS.md", "policies/500230/2025.yaml",
        "policies/identities.yaml", "proto/canbao/v1/quote_service.proto"];

    [Fact]
    public async Task Sums_AreThoseOfTheFiles()
    {
        Assert.Equal(7, published.Names.Count);
        var sums = await File.ReadAllLinesAsync(Path.Combine(published.Folder, "SHA256SUMS"));
        Assert.Equal(published.Names.Where(name => name != "SHA256SUMS"), sums.Select(line => line.Split("  ")[1]).Order(StringComparer.Ordinal));
        await PublishedFolder.RunAsync(published.Folder, "sha256sum", "--check", "--strict", "SHA256SUMS");
    }

    [Theory]
    [InlineData("linux-x64", ".tar.gz", "canbao")]
    [InlineData("linux-arm64", ".tar.gz", "canbao")]
    [InlineData("win-x64", ".zip", "canbao.exe")]
    public void Archive_HoldsTheProgramForItsMachineAndWhatBelongsToIt(string runtime, string kind, string program)
    {
        var file = published.File("canbao-", $"{runtime}{kind}");
        var content = kind == ".zip" ? Unzipped(file) : Untarred(file);
        var top = Path.GetFileName(file)[..^kind.Length];
        Assert.All(content.Keys, name => Assert.StartsWith($"{top}/", name, StringComparison.Ordinal));
        Assert.All(Documents, name => Assert.Equal(File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, name)), content[$"{top}/{name}"]));
        Assert.Equal(runtime, ProgramFile.Machine(content[$"{top}/{program}"]));
        var assemblies = content.Where(entry => entry.Key.EndsWith(".dll", StringComparison.Ordinal)).ToArray();
        Assert.Contains(assemblies, assembly => assembly.Key == $"{top}/canbao.dll");
        Assert.All(assemblies, assembly => Assert.Equal(runtime, ProgramFile.CompiledFor(assembly.Value)));
    }

    /// <summary>
    /// The code that was compiled before answers as the code that is compiled while it runs, whatever the processor has, under the same
    /// version of the engine.
    /// </summary>
    [Fact]
    public async Task Program_AnswersAsTheRepositorysOwn()
    {
        var folder = published.Scratch("archive");
        await PublishedFolder.RunAsync(folder, "tar", "-xzf", published.File("canbao-", "linux-x64.tar.gz"));
        var program = Path.Combine(Assert.Single(Directory.GetDirectories(folder)), "canbao");
        string[] quote = ["quote", "--region", "500230", "--year", "2025", "--date", "2025-03-15", "--tier", "tier1", "--receipt", "receipt.json"];
        Assert.Contains("400 元", await PublishedFolder.RunAsync(folder, program, quote), StringComparison.Ordinal);
        var verified = await Launcher.Launcher.RunAsync("verify", "--receipt", Path.Combine(folder, "receipt.json"), "--json");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        using var receipt = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "receipt.json")));
        Assert.Equal(Canbao.Engine.EngineVersion.Current, receipt.RootElement.GetProperty("engine_version").GetString());

        var demo = await Launcher.Launcher.RunAsync("demo", "--residents", "1000");
        foreach (var setting in (string[])["DOTNET_EnableHWIntrinsic=1", "DOTNET_EnableHWIntrinsic=0"])
            Assert.Equal(Checksum(demo.Output),
                Checksum(await PublishedFolder.RunAsync(folder, "/usr/bin/env", setting, program, "demo", "--residents", "1000")));
    }

    private static string Checksum(string demo) => demo.Split('\n').Single(line => line.StartsWith("checksum sha256:", StringComparison.Ordinal));

    private static Dictionary<string, byte[]> Unzipped(string file)
    {
        using var archive = ZipFile.OpenRead(file);
        return archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToDictionary(entry => entry.FullName, entry => Bytes(entry.Open()));
    }

    private static Dictionary<string, byte[]> Untarred(string file)
    {
        using var archive = new TarReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var content = new Dictionary<string, byte[]>();
        while (archive.GetNextEntry() is { } entry)
            if (entry.DataStream is { } data) content.Add(entry.Name, Bytes(data));
        return content;
    }

    private static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        using (stream) stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
