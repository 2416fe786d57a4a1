using Canbao.Policies;

namespace Canbao.Tests.Oracle;

/// <summary>
/// A notice as a program of its own: written from the notice and the readings chosen for it, not from the policy document, and
/// sharing nothing with the interpreter but the types of question and answer.
/// </summary>
internal sealed record NoticeOracle(string Region, int Year, DateOnly FirstDay)
{
    /// <summary>The answer, without the next open day of a closed one.</summary>
    public required Func<Profile, Situation, Expected> Decide { get; init; }

    /// <summary>Where the residents at the edges of this notice come from.</summary>
    public required HardPlace Hard { get; init; }

    /// <summary>The answers that its residents get.</summary>
    public required QuoteStatus[] Reachable { get; init; }

    /// <summary>Readings of the policy's that change a quote only in what the comparison leaves open.</summary>
    public string[] Unseen { get; init; } = [];

    public DateOnly LastDay => new(Year, 12, 31);

    public Expected Answer(Profile profile, Situation situation) => NextOpen.Add(Decide(profile, situation), profile, situation, this);

    public override string ToString() => $"{Region}/{Year}";
}
