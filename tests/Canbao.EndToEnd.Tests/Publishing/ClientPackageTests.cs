using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Canbao.EndToEnd.Tests.Service;

namespace Canbao.EndToEnd.Tests.Publishing;

/// <summary>The package Canbao.Client: what it asks for, and the program of its own description, built on it and nothing else.</summary>
[Collection(PublishedCollection.Name), Trait("Needs", "published")]
public class ClientPackageTests(PublishedFolder published)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Canbao.Client" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private static readonly string[] Expected = ["Google.Api.CommonProtos", "Google.Protobuf", "Grpc.HealthCheck", "Grpc.Net.Client"];

    [Fact]
    public void Package_AsksForMessagesAndClientOnly()
    {
        using var package = ZipFile.OpenRead(published.File("Canbao.Client.", ".nupkg"));
        var description = XDocument.Load(package.GetEntry("Canbao.Client.nuspec")!.Open());
        Assert.Equal(Expected, Named("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Empty(Named("frameworkReference"));
        Assert.Equal(Path.Exists(Path.Combine(RepositoryFolder.Root, ".git")), Named("repository").Attributes("commit").Any());
        Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/Canbao.Api.xml");
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal) && entry.Name != "Canbao.Api.dll");

        IEnumerable<XElement> Named(string name) => description.Descendants().Where(element => element.Name.LocalName == name);
    }

    [Fact]
    public async Task ProgramOfTheDescription_QuotesWithoutAnyServer()
    {
        var folder = published.Scratch("client");
        var description = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "packaging", "Canbao.Client.md"));
        var (program, output) = (Block(description, "```csharp\n"), Block(description, "```\n\n```\n"));
        await File.WriteAllTextAsync(Path.Combine(folder, "client.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), PackageSources.With(published.Folder, RestoredPackages()));
        await PublishedFolder.RunAsync(folder, "dotnet", "build", "-c", "Release", "-o", "out", "-nodeReuse:false", "--nologo");

        await using var server = await RunningServer.StartAsync();
        Assert.Equal(output, await PublishedFolder.RunAsync(folder, Path.Combine(folder, "out", "client"), server.Address));
        AssertNoServer(Path.Combine(folder, "out"));
    }

    private static void AssertNoServer(string folder)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "client.deps.json")));
        var libraries = dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]).ToArray();
        Assert.Contains("Canbao.Client", libraries);
        Assert.DoesNotContain(libraries, name => name.Contains("Server", StringComparison.Ordinal) || name.Contains("AspNetCore", StringComparison.Ordinal)
            || name is "Canbao.Engine" or "Canbao.Policies");
        using var runtime = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "client.runtimeconfig.json")));
        Assert.Equal("Microsoft.NETCore.App", runtime.RootElement.GetProperty("runtimeOptions").GetProperty("framework").GetProperty("name").GetString());
    }

    /// <summary>Where the restore of this project has put packages, as it has noted itself.</summary>
    private static string RestoredPackages()
    {
        var notes = Path.Combine(RepositoryFolder.Root, "src", "Canbao.Api", "obj", "project.assets.json");
        using var assets = JsonDocument.Parse(File.ReadAllText(notes));
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
    }

    private static string Block(string description, string begin) => description.Split(begin)[1].Split("```")[0];
}
