namespace Canbao.LoadTests.Targets;

/// <summary>What a target that is missed means.</summary>
internal enum TargetKind
{
    /// <summary>A province cannot do without it: missed, it is a failure.</summary>
    Need,

    /// <summary>An ambition: it is shown how far it is, and nothing else comes of it.</summary>
    Goal,
}
