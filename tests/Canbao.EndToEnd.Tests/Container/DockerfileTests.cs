using System.Diagnostics;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.EndToEnd.Tests.Launcher;
using Canbao.EndToEnd.Tests.Peers;

namespace Canbao.EndToEnd.Tests.Container;

/// <summary>
/// What the Dockerfile copies must exist, and its commands must work with no other file than those that it copies: outside a container, for
/// everybody who changes the code. <c>./build.sh image</c> really builds it.
/// </summary>
[Collection(LongCollection.Name)]
public sealed class DockerfileTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("canbao-container-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void CopiedPaths_AllExist()
    {
        var sources = Dockerfile.CopiedFromRepository().SelectMany(copy => copy[..^1]).ToArray();
        Assert.Contains("policies/", sources);
        Assert.All(sources, source => Assert.NotEmpty(Dockerfile.Named(source)));
    }

    [Fact]
    public void Image_NeedsNoArguments()
    {
        Assert.Equal("REGISTRY=mcr.microsoft.com/", Dockerfile.All("ARG").Single());
        Assert.Equal(["${REGISTRY}dotnet/sdk:10.0 AS build", "${REGISTRY}dotnet/aspnet:10.0"], Dockerfile.All("FROM"));
    }

    [Fact]
    public void Image_IsNotRootAndServes()
    {
        Assert.Equal("$APP_UID", Dockerfile.All("USER").Single());
        Assert.Equal(2, Dockerfile.All("FROM").Count());
        Assert.Contains("serve", Dockerfile.Words("ENTRYPOINT"));
        Assert.Contains("health", Dockerfile.Words("HEALTHCHECK"));
    }

    /// <summary>Builds from a folder that holds only what is copied; starts as the container does; asks for health as it does; ends it.</summary>
    [Fact, Trait("Needs", "published")]
    public async Task BuildStartAndHealth_WorkOutsideAContainer()
    {
        var (source, app, policies) = (Folder("source"), Folder("app"), Folder("policies"));
        foreach (var copy in Dockerfile.CopiedFromRepository())
            foreach (var path in copy[..^1])
                foreach (var named in Dockerfile.Named(path))
                    Copy(Path.Combine(RepositoryFolder.Root, named), copy[^1] == "/policies/" ? policies : Path.Combine(source, named));
        var build = Dockerfile.All("RUN").Single().Replace("/app", app, StringComparison.Ordinal).Split(' ');
        var built = await Child.RunAsync(In(source, build), timeoutSeconds: 300);
        Assert.True(built.ExitCode == 0, built.Output + built.Errors);

        var start = In(app, Outside(Dockerfile.Words("ENTRYPOINT"), app, "127.0.0.1:0"));
        start.Environment["CANBAO_POLICIES"] = policies;
        using var service = Child.Start(start);
        try
        {
            var ready = await service.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.StartsWith("canbao: serving 5 policies on http://127.0.0.1:", ready, StringComparison.Ordinal);
            var port = new Uri(ready!.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal))).Port;
            var health = await Child.RunAsync(In(app, Outside(Dockerfile.Words("HEALTHCHECK"), app, $"127.0.0.1:{port}")));
            Assert.True(health.ExitCode == 0, health.Output + health.Errors);
            Assert.StartsWith("SERVING; policies: 5, book ", health.Output, StringComparison.Ordinal);
            await Launcher.Launcher.SignalAsync(service.Id, "TERM");
            await service.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(0, service.ExitCode);
        }
        finally
        {
            if (!service.HasExited) service.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The same words with the paths and the address of this machine.</summary>
    private static string[] Outside(string[] words, string app, string address) =>
        [.. words.Select(word => word.Replace("/app/", app + "/", StringComparison.Ordinal).Replace("0.0.0.0:5080", address, StringComparison.Ordinal)
            .Replace("127.0.0.1:5080", address, StringComparison.Ordinal))];

    private static ProcessStartInfo In(string folder, string[] words)
    {
        var command = Child.Command(words[0], words[1..]);
        command.WorkingDirectory = folder;
        return command;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>A file or a folder, without what .dockerignore leaves out.</summary>
    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from).Where(f => Path.GetFileName(f) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
