using Canbao.Server.Hosting.Reload;

namespace Canbao.Tests.Server.Reload;

/// <summary>When a changed folder is loaded, with times that are only said.</summary>
public sealed class ReloadPacingTests : IDisposable
{
    private readonly ScratchPolicies _scratch = new(TestPolicies.Folder, "512022/2025.yaml");
    private readonly ReloadPacing _pacing = new();
    private readonly FolderState _first, _second, _third;
    private ReloadStatus _last;
    private TimeSpan _now;

    public ReloadPacingTests()
    {
        _first = FolderState.Of(_scratch.Folder);
        _second = Changed();
        _third = Changed();
        _last = new(0, _first, 0, [], false);
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Folder_AtRest_IsNotLoaded()
    {
        for (var look = 0; look < 20; look++) Assert.False(Look(_first));
        Assert.Equal(ReloadPacing.Resting, _pacing.NextLook);
    }

    [Fact]
    public void Change_IsLoaded_WhenItWasSeenTwice()
    {
        Assert.False(Look(_first));
        Assert.False(Look(_second));
        Assert.Equal(ReloadPacing.Settling, _pacing.NextLook);
        Assert.True(Look(_second));
        Loaded(_second);
        Assert.False(Look(_second));
        Assert.Equal(ReloadPacing.Resting, _pacing.NextLook);
    }

    [Fact]
    public void Change_StillGoingOn_WaitsForRest()
    {
        Assert.False(Look(_second));
        Assert.False(Look(_third));
        Assert.True(Look(_third));
    }

    [Fact]
    public void Change_WithoutEnd_IsLoadedAfterASecond()
    {
        var looks = 0;
        while (!Look(looks % 2 == 0 ? _second : _third)) looks++;
        Assert.Equal(ReloadPacing.LongestWait / ReloadPacing.Settling, looks);
    }

    [Fact]
    public void Change_TakenBack_IsNotLoaded()
    {
        Assert.False(Look(_second));
        Assert.False(Look(_first));
        Assert.False(Look(_second));
    }

    [Fact]
    public void Refused_IsLoadedOnceMoreAfterASecond_AndThenAtTheNextChange()
    {
        Refused(_second);
        Assert.Equal(1, DueLooks(_second, looks: 10));
        Refused(_second);
        Assert.Equal(0, DueLooks(_second, looks: 10));
        Assert.False(Look(_third));
        Assert.True(Look(_third));
        Refused(_third);
        Assert.Equal(1, DueLooks(_third, looks: 10));
    }

    [Fact]
    public void Unreadable_IsLoadedAgainAndAgain()
    {
        for (var load = 0; load < 5; load++)
        {
            Refused(_second, mayPass: true);
            Assert.Equal(1, DueLooks(_second, looks: 10));
        }
        Loaded(_second);
        Assert.Equal(0, DueLooks(_second, looks: 10));
    }

    /// <summary>Two looks, one load and the time between looks: a change is effective in less than two seconds.</summary>
    [Fact]
    public void LongestWay_IsWithinTwoSeconds() =>
        Assert.InRange(ReloadPacing.Resting + ReloadPacing.Settling + ReloadPacing.LongestWait, TimeSpan.Zero, TimeSpan.FromSeconds(1.8));

    /// <summary>Looks until it is due, at most so many times.</summary>
    private int DueLooks(FolderState seen, int looks)
    {
        var before = _now;
        for (var look = 0; look < looks; look++)
        {
            if (!Look(seen)) continue;
            Assert.True(_now - before >= ReloadPacing.Again, "too soon");
            return 1;
        }
        return 0;
    }

    private bool Look(FolderState seen)
    {
        _now += _pacing.NextLook;
        return _pacing.IsDue(seen, _last, _now);
    }

    private void Loaded(FolderState seen) => _last = new(_last.Attempt + 1, seen, 0, [], false);

    private void Refused(FolderState seen, bool mayPass = false)
    {
        _last = new(_last.Attempt + 1, seen, 0, ["a problem"], mayPass);
        Assert.False(Look(seen));
    }

    private FolderState Changed()
    {
        File.AppendAllText(_scratch.PathOf("512022/2025.yaml"), "# a line more\n");
        return FolderState.Of(_scratch.Folder);
    }
}
