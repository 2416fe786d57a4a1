using System.Text.Json;

namespace Canbao.EndToEnd.Tests.Container;

/// <summary>The instructions of the project's Dockerfile.</summary>
internal static class Dockerfile
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "Dockerfile"));

    /// <summary>The arguments of every instruction of one kind, in order.</summary>
    internal static IEnumerable<string> All(string instruction) =>
        Lines.Where(line => line.StartsWith(instruction + " ", StringComparison.Ordinal)).Select(line => line[(instruction.Length + 1)..].Trim());

    /// <summary>What is copied from the repository, without what one stage copies from another.</summary>
    internal static IEnumerable<string[]> CopiedFromRepository() =>
        All("COPY").Where(copy => !copy.StartsWith("--from", StringComparison.Ordinal)).Select(copy => copy.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The files and folders of the repository that the source of a COPY names: one, or those that a pattern fits.</summary>
    internal static IEnumerable<string> Named(string source) => source.Contains('*', StringComparison.Ordinal)
        ? Directory.EnumerateFiles(RepositoryFolder.Root, source).Select(file => Path.GetFileName(file))
        : new[] { source }.Where(path => Path.Exists(Path.Combine(RepositoryFolder.Root, path)));

    /// <summary>The words of an instruction in its JSON form, with options before it.</summary>
    internal static string[] Words(string instruction)
    {
        var arguments = All(instruction).Single();
        return JsonSerializer.Deserialize<string[]>(arguments[arguments.IndexOf('[')..])!;
    }
}
