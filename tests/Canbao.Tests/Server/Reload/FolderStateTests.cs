using Canbao.Server.Hosting.Reload;

namespace Canbao.Tests.Server.Reload;

/// <summary>What counts as a change of the policy folder.</summary>
public sealed class FolderStateTests : IDisposable
{
    private const string Document = "512022/2025.yaml";
    private static readonly DateTime SomeDay = new(2024, 9, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ScratchPolicies _scratch = new(TestPolicies.Folder);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void SameFolder_HasTheSameState()
    {
        var state = FolderState.Of(_scratch.Folder);
        Assert.Null(state.Problem);
        Assert.Equal(Directory.GetFiles(TestPolicies.Folder, "*.yaml", SearchOption.AllDirectories).Length, state.Files.Count);
        Assert.Equal(state, FolderState.Of(_scratch.Folder));
    }

    public static TheoryData<string, Action<ScratchPolicies>> Changes => new()
    {
        { "longer", s => File.AppendAllText(s.PathOf(Document), "#") },
        { "written", s => File.SetLastWriteTimeUtc(s.PathOf(Document), SomeDay) },
        { "renamed over", s => s.Write(Document, s.Read(Document)) },
        { "removed", s => File.Delete(s.PathOf(Document)) },
        { "renamed", s => File.Move(s.PathOf(Document), s.PathOf("512022/2026.yaml")) },
        { "moved", s => Directory.Move(s.PathOf("512022"), s.PathOf("512023")) },
        { "added", s => s.Write("512022/2026.yaml", "") },
        { "added with a name that is refused", s => s.Write("512022/2026.YML", "") },
        { "code lists", s => File.AppendAllText(s.PathOf("identities.yaml"), "#") },
        { "folder gone", s => Directory.Delete(s.Folder, recursive: true) },
        { "link to nothing", s => File.CreateSymbolicLink(s.PathOf("512022/2026.yaml"), "nowhere.yaml") },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Change_IsSeen(string what, Action<ScratchPolicies> change)
    {
        var before = FolderState.Of(_scratch.Folder);
        change(_scratch);
        Assert.True(before != FolderState.Of(_scratch.Folder), what);
    }

    [Fact]
    public void OneFolder_HasOneState_HoweverItIsWritten() =>
        Assert.Equal(FolderState.Of(_scratch.Folder), FolderState.Of(Path.Combine(_scratch.Folder, "512022", "..") + "/"));

    [Theory]
    [InlineData("512022/.2025.yaml.swp")]
    [InlineData("512022/2025.yaml~")]
    [InlineData("notes.txt")]
    public void OtherFiles_AreNoChange(string name)
    {
        var before = FolderState.Of(_scratch.Folder);
        _scratch.Write(name, "text");
        Assert.Equal(before, FolderState.Of(_scratch.Folder));
    }

    /// <summary>Two versions of the same length and time: only where the link leads tells them apart.</summary>
    [Theory]
    [InlineData("current")]
    [InlineData("current/inside")]
    [InlineData("onward")]
    public void SwappedLink_IsAChange_HoweverAlikeTheFilesAre(string served)
    {
        foreach (var version in (string[])["v1", "v2"]) ScratchPolicies.Copy(_scratch.Folder, Path.Combine(_scratch.Beside(version), "inside"));
        Touch(_scratch.Beside("v1"), _scratch.Beside("v2"));
        var link = _scratch.Beside("current");
        Directory.CreateSymbolicLink(link, "v1");
        Directory.CreateSymbolicLink(_scratch.Beside("onward"), "current/inside");
        var before = FolderState.Of(_scratch.Beside(served));
        Assert.Equal(Directory.GetFiles(TestPolicies.Folder, "*.yaml", SearchOption.AllDirectories).Length, before.Files.Count);
        ScratchPolicies.Link(link, "v2");
        Assert.NotEqual(before, FolderState.Of(_scratch.Beside(served)));
        ScratchPolicies.Link(link, "v1");
        Assert.Equal(before, FolderState.Of(_scratch.Beside(served)));
    }

    [Fact]
    public void LinkedDocument_ChangesWithWhatItLeadsTo()
    {
        var (first, second) = (_scratch.Beside("first.yaml"), _scratch.Beside("second.yaml"));
        foreach (var file in (string[])[first, second]) File.Copy(_scratch.PathOf(Document), file);
        Touch(_scratch.Beside("."));
        var link = _scratch.PathOf(Document);
        ScratchPolicies.Link(link, first);
        var before = FolderState.Of(_scratch.Folder);
        ScratchPolicies.Link(link, second);
        var swapped = FolderState.Of(_scratch.Folder);
        Assert.NotEqual(before, swapped);
        File.AppendAllText(second, "#");
        Assert.NotEqual(swapped, FolderState.Of(_scratch.Folder));
    }

    [Fact]
    public void LinkedFolder_InsideTheFolder_IsLookedInto()
    {
        Directory.Move(_scratch.PathOf("512022"), _scratch.Beside("elsewhere"));
        Directory.CreateSymbolicLink(_scratch.PathOf("512022"), _scratch.Beside("elsewhere"));
        var before = FolderState.Of(_scratch.Folder);
        File.AppendAllText(Path.Combine(_scratch.Beside("elsewhere"), "2025.yaml"), "#");
        Assert.NotEqual(before, FolderState.Of(_scratch.Folder));
    }

    [Fact]
    public void LinksThatGoRound_HaveAState()
    {
        File.CreateSymbolicLink(_scratch.Beside("a"), "b");
        File.CreateSymbolicLink(_scratch.Beside("b"), "a");
        Assert.NotNull(FolderState.Of(_scratch.Beside("a")).Problem);
        File.CreateSymbolicLink(_scratch.PathOf("round.yaml"), "round.yaml");
        Assert.Null(FolderState.Of(_scratch.Folder).Problem);
    }

    private static void Touch(params string[] folders)
    {
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*.yaml", SearchOption.AllDirectories)))
            File.SetLastWriteTimeUtc(file, SomeDay);
    }
}
