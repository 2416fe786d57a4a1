using Canbao.Policies;

namespace Canbao.Server.Hosting.Reload;

/// <summary>How the last load of the policy folder ended; the load at the start is number 0.</summary>
/// <param name="Attempt">Which load it was.</param>
/// <param name="Seen">What the folder looked like when that load began.</param>
/// <param name="Reloads">How often a changed folder became effective since the start.</param>
/// <param name="Problems">As callers are told, at most some; with any problem the last good book serves.</param>
/// <param name="MayPass">True if the folder could not be read at all: that can mend itself without any change of a file.</param>
public sealed record ReloadStatus(long Attempt, FolderState Seen, ulong Reloads, ValueList<string> Problems, bool MayPass);

/// <summary>What one load found.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="BookDigest">Digest of the book that serves after it.</param>
/// <param name="Changed">Whether that is another digest than before it.</param>
/// <param name="Problems">Why it was refused.</param>
public sealed record ReloadResult(ReloadOutcome Outcome, string BookDigest, bool Changed, ValueList<string> Problems);

/// <summary>What became of a load.</summary>
public enum ReloadOutcome
{
    /// <summary>Another book serves.</summary>
    Applied,

    /// <summary>The folder is good and says what the serving book says, to the letter.</summary>
    Unchanged,

    /// <summary>The folder has problems: the last good book serves.</summary>
    Refused,
}
