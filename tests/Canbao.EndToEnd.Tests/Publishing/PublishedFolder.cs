using System.Diagnostics;
using System.Runtime.InteropServices;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>What <c>./build.sh publish</c> makes, and a folder far from the repository in which it is tried.</summary>
public sealed class PublishedFolder : IAsyncLifetime
{
    private static readonly string[] Settings = ["CANBAO_POLICIES", "DOTNET_ROOT", "DOTNET_ROOT_X64", "MSBUILDDISABLENODEREUSE"];

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("canbao-published-");

    internal string Folder => Path.Combine(_scratch.FullName, "published");

    internal IReadOnlyList<string> Names { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var published = await Child.RunAsync(Child.Command(Path.Combine(RepositoryFolder.Root, "build.sh"), "publish", Folder), timeoutSeconds: 300);
        Assert.True(published.ExitCode == 0, published.Output + published.Errors);
        Names = [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync()
    {
        _scratch.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The one file whose name begins and ends so.</summary>
    internal string File(string begin, string end) => Path.Combine(Folder, Names.Single(
        name => name.StartsWith(begin, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)));

    /// <summary>A folder of a test's own.</summary>
    internal string Scratch(string name) => _scratch.CreateSubdirectory(name).FullName;

    /// <summary>Runs a program there to its good end, without any setting that leads back to the repository; its output.</summary>
    internal static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var result = await Child.RunAsync(Command(folder, program, arguments), timeoutSeconds: 120);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {result.ExitCode}\n{result.Output}{result.Errors}");
        return result.Output;
    }

    private static ProcessStartInfo Command(string folder, string program, string[] arguments)
    {
        var command = Child.Command(program, arguments);
        command.WorkingDirectory = folder;
        foreach (var setting in Settings) command.Environment.Remove(setting);
        // The .NET that runs these tests, wherever it is; packages of no other restore.
        command.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        command.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
        command.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        command.Environment["UseSharedCompilation"] = "false";
        return command;
    }
}

/// <summary>Publishing builds what other tests run.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PublishedCollection : ICollectionFixture<PublishedFolder>
{
    public const string Name = "published";
}
