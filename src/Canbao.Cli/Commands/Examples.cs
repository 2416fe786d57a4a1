namespace Canbao.Cli.Commands;

/// <summary>
/// The example of each command for its help, from a text file beside this one: codes of regions and identities are data, also here.
/// </summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> Lines = Read();

    /// <summary>A command's description with its example.</summary>
    public static string Describe(string command, string description) => Describe([command], description);

    /// <summary>A command's description with several examples: its own, and others by their names in the file.</summary>
    public static string Describe(IReadOnlyList<string> names, string description) =>
        $"{description}\n\nExample:\n  {string.Join("\n  ", names.Select(name => Lines[name]))}";

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("examples.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
