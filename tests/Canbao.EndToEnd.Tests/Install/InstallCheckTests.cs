using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Install;

/// <summary>
/// The check of <c>./build.sh install</c>, on a machine that has everything, and with some of it out of sight. That the list is complete
/// shows only where nothing was installed: <c>./build.sh fresh</c>.
/// </summary>
public class InstallCheckTests
{
    private static readonly string Script = Path.Combine(RepositoryFolder.Root, "tests", "install", "install.sh");

    [Fact]
    public async Task Check_MissesNothing() => Assert.Equal(new Child.Result(0, "", ""), await CheckAsync(Environment.GetEnvironmentVariable("PATH")!));

    [Theory]
    [InlineData("protoc", "missing: protoc (Debian's package protobuf-compiler-grpc)")]
    [InlineData("javac", "missing: javac (Debian's package default-jdk-headless)")]
    [InlineData("h2load", "missing: h2load (Debian's package nghttp2-client)")]
    [InlineData("dotnet", "missing: the .NET SDK that global.json asks for; it is to be installed before: ")]
    public async Task Check_NamesTheProgramThatIsNotThere(string program, string said)
    {
        using var programs = new ProgramsWithout(program);
        var result = await CheckAsync(programs.Path);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(said, result.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\ninstall.sh: 1 of what the tests use is not there\n", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameThatIsNotOnTheList_IsRefused()
    {
        var result = await Child.RunAsync(Child.Command(Script, "protobuf"));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("install.sh: 'protobuf' is no name of tests/install/packages, and no folder with a package.json\n", result.Errors);
    }

    private static Task<Child.Result> CheckAsync(string path)
    {
        var check = Child.Command(Script, "--check");
        check.Environment["PATH"] = path;
        return Child.RunAsync(check, timeoutSeconds: 120);
    }
}
