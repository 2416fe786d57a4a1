namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>The Java client, generated and compiled as its users do: protoc with Debian's plugin for grpc-java, and javac.</summary>
internal sealed class JavaClient : IDisposable
{
    private static readonly string Sources = Path.Combine(RepositoryFolder.Clients, "java");

    // What libgrpc-java needs to run, and to compile: the list of what is installed has every name.
    private static readonly string Libraries = string.Join(':',
        from line in File.ReadLines(Path.Combine(RepositoryFolder.Root, "tests", "install", "packages"))
        from word in line.Split(' ')
        where word.EndsWith(".jar", StringComparison.Ordinal)
        select word);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canbao-java-");

    private string Classes => Path.Combine(_folder.FullName, "classes");

    internal static async Task<JavaClient> BuildAsync()
    {
        var client = new JavaClient();
        await client.GenerateAsync();
        await client.CompileAsync();
        return client;
    }

    internal Task<Child.Result> RunAsync(params string[] arguments) =>
        Child.RunAsync(Child.Command("java", ["-Dfile.encoding=UTF-8", "-cp", $"{Libraries}:{Classes}", "QuoteClient", .. arguments]));

    public void Dispose() => _folder.Delete(recursive: true);

    private Task GenerateAsync() => Child.SucceedAsync("protoc", [
        "-I", RepositoryFolder.ClientProtos, $"--java_out={_folder}", "--plugin=protoc-gen-grpc-java=/usr/bin/grpc_java_plugin",
        $"--grpc-java_out={_folder}", .. Directory.GetFiles(RepositoryFolder.ClientProtos, "*.proto", SearchOption.AllDirectories)]);

    private Task CompileAsync() => Child.SucceedAsync("javac", [
        // Not what the machine's locale says: the contract's comments are in Chinese too.
        "-encoding", "UTF-8", "-nowarn", "-cp", Libraries, "-d", Classes, .. Directory.GetFiles(_folder.FullName, "*.java", SearchOption.AllDirectories),
        .. Directory.GetFiles(Sources, "*.java")]);
}
