namespace Canbao.Server.Hosting.Reload;

/// <summary>
/// When a folder that is looked at again and again is loaded: soon after a change, but not in the middle of a write if that can be
/// helped. Knows no clock; times are counted from any moment.
/// </summary>
internal sealed class ReloadPacing
{
    /// <summary>Between two looks at a folder that rests, and at one that has just changed.</summary>
    public static readonly TimeSpan Resting = TimeSpan.FromMilliseconds(500), Settling = TimeSpan.FromMilliseconds(200);

    /// <summary>A folder that never comes to rest is loaded this long after its change was seen.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>A load that failed may have met a half-written file whose length and time told nothing: once more after this.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private FolderState? _changed, _refused;
    private TimeSpan _changedAt, _loadedAt;
    private long _attempt;
    private int _refusals;

    public TimeSpan NextLook => _changed is null ? Resting : Settling;

    /// <summary>Whether the folder that looks like this now is to be loaded.</summary>
    public bool IsDue(FolderState seen, ReloadStatus last, TimeSpan now)
    {
        NoteLoad(last, now);
        if (seen == last.Seen)
        {
            _changed = null;
            return (_refusals == 1 || (_refusals > 1 && last.MayPass)) && now - _loadedAt >= Again;
        }
        if (_changed is null) _changedAt = now;
        var isAtRest = seen == _changed;
        _changed = seen;
        return isAtRest || now - _changedAt >= LongestWait;
    }

    /// <summary>Counts how often the folder was refused as it is.</summary>
    private void NoteLoad(ReloadStatus last, TimeSpan now)
    {
        if (last.Attempt == _attempt) return;
        (_attempt, _loadedAt, _changed) = (last.Attempt, now, null);
        _refusals = last.Problems.Count == 0 ? 0 : last.Seen == _refused ? _refusals + 1 : 1;
        _refused = last.Problems.Count == 0 ? null : last.Seen;
    }
}
