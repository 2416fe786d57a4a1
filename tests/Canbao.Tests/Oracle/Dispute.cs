using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// A case in which the interpreter answers otherwise than its oracle, and that is left out until it is decided: the properties named, or
/// the whole answer where none is.
/// </summary>
internal sealed record Dispute(Func<Profile, Situation, Expected, bool> Concerns, params string[] NotCompared)
{
    /// <summary>A day after the window is closed for the same reason, and leaves the same open, whoever asks.</summary>
    public static readonly Dispute LateElsewhere = new(
        (profile, _, answer) => profile.InsuredElsewhere && answer.Status == QuoteStatus.Closed, nameof(Quote.Unspecified));
}
