using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>Whose code is in the engine's version: that of the rules, and not that of a message. Shown by builds of changed copies.</summary>
public sealed class EngineVersionBuildTests : IDisposable
{
    private static readonly string[] Projects = ["Canbao.Policies", "Canbao.Documents", "Canbao.Engine"];

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("canbao-version-");

    public void Dispose() => _copy.Delete(recursive: true);

    [Fact]
    public async Task Version_ChangesWithARule_AndNotWithADiagnostic()
    {
        Copy();
        var before = await BuildAsync();
        Change("Canbao.Documents/PolicyFolder.cs", "the folder holds no policy", "no policy stands in the folder");
        var diagnostic = await BuildAsync();
        Assert.Equal((before["Canbao.Policies"], before["Canbao.Engine"]), (diagnostic["Canbao.Policies"], diagnostic["Canbao.Engine"]));
        Assert.NotEqual(before["Canbao.Documents"], diagnostic["Canbao.Documents"]);

        Change("Canbao.Policies/Interpretation/Interpretation.Terms.cs", "? limit.Days - 1 : limit.Days", "? limit.Days - 2 : limit.Days");
        var rule = await BuildAsync();
        Assert.NotEqual(before["Canbao.Policies"], rule["Canbao.Policies"]);
        Assert.Equal(before["Canbao.Engine"], rule["Canbao.Engine"]);
    }

    private void Copy()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFolder.Root, "*.props").Append(Path.Combine(RepositoryFolder.Root, "global.json")))
            File.Copy(file, Path.Combine(_copy.FullName, Path.GetFileName(file)));
        foreach (var project in Projects)
        {
            var from = Path.Combine(RepositoryFolder.Root, "src", project);
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var place = Path.GetRelativePath(from, file);
                if (place.Split('/')[0] is "bin" or "obj") continue;
                var to = Path.Combine(_copy.FullName, "src", project, place);
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }

    private void Change(string file, string from, string to)
    {
        var path = Path.Combine(_copy.FullName, "src", file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>The ids of the modules, by project.</summary>
    private async Task<Dictionary<string, Guid>> BuildAsync()
    {
        foreach (var project in Projects[1..])
        {
            var command = Child.Command("dotnet", "build", Path.Combine(_copy.FullName, "src", project), "-c", "Release", "-nodeReuse:false", "--nologo",
                "-v", "quiet");
            command.Environment["UseSharedCompilation"] = "false";
            var built = await Child.RunAsync(command, timeoutSeconds: 120);
            Assert.True(built.ExitCode == 0, built.Output + built.Errors);
        }
        return Projects.ToDictionary(project => project, ModuleId);
    }

    private Guid ModuleId(string project)
    {
        using var module = new PEReader(File.OpenRead(Path.Combine(_copy.FullName, "src", project, "bin", "Release", "net10.0", $"{project}.dll")));
        var metadata = module.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
