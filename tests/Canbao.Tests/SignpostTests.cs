using System.Text.RegularExpressions;

namespace Canbao.Tests;

/// <summary>The walks of CONTRIBUTING and the rooms of ARCHITECTURE lead to what is there.</summary>
public partial class SignpostTests
{
    private static readonly string Root = RepositoryRoot.Path;

    [Theory]
    [InlineData("Adding a field of a resident", @"\b(AssistedThere|assisted_there)\b")]
    [InlineData("Adding a field of an answer", @"\b(AssistedPaymentAvailable|assisted_payment_available)\b")]
    [InlineData("Adding a rule kind", @"\b(WaitPastCover|wait_past_cover)\b")]
    public void Walk_NamesEveryPlace(string heading, string word)
    {
        var mentions = Files("src", "*.cs").Concat(Files("proto", "*.proto")).Where(file => Regex.IsMatch(File.ReadAllText(file), word)).Select(Shown);
        var named = Rows(Section("CONTRIBUTING.md", heading));
        Assert.NotEmpty(named);
        Assert.Equal(mentions.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>A folder is there if it holds a file; what lies below a room without rooms of its own is not told.</summary>
    [Fact]
    public void Rooms_AreTheFolders()
    {
        var told = Rooms(Section("docs/ARCHITECTURE.md", "Rooms")).ToArray();
        Assert.All(told, room => Assert.True(Directory.Exists(Path.Combine(Root, room)), $"there is no folder {room}"));
        string[] folders = [.. Files("src", "*.cs").Concat(Files("tests", "*.cs")).Concat(Files("loadtests", "*.cs")).Concat(Files("benchmarks", "*.cs"))
            .Select(file => Shown(Path.GetDirectoryName(file)!)).Where(folder => !folder.Contains("/clients", StringComparison.Ordinal)).Distinct()];
        Assert.Empty(folders.Except(told));
        Assert.Equal(told.Length, told.Distinct().Count());
    }

    /// <summary>The paths of a tree whose lines are indented by two, each with what is in it behind a colon.</summary>
    private static IEnumerable<string> Rooms(string section)
    {
        var path = new List<string>();
        foreach (Match line in RoomLine().Matches(section))
        {
            var depth = line.Groups[1].Length / 2;
            path.RemoveRange(depth, path.Count - depth);
            path.Add(line.Groups[2].Value);
            yield return string.Join('/', path);
        }
    }

    private static IEnumerable<string> Rows(string section) => FirstCell().Matches(section).Select(match => match.Groups[1].Value);

    private static string Section(string document, string heading)
    {
        var text = File.ReadAllText(Path.Combine(Root, document));
        var start = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{document} has no section '{heading}'");
        var end = text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static IEnumerable<string> Files(string folder, string pattern) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories).Where(file => !Generated().IsMatch(file));

    private static string Shown(string path) => Path.GetRelativePath(Root, path);

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex(@"^((?:  )*)([A-Za-z][\w./]*)(?::.*)?$", RegexOptions.Multiline)]
    private static partial Regex RoomLine();

    [GeneratedRegex("/(bin|obj|node_modules)/")]
    private static partial Regex Generated();
}
