namespace Canbao.LoadTests.Targets;

/// <summary>A limit of a figure. That there is no error needs no target: an error is a failure.</summary>
internal sealed record Target(TargetKind Kind, Figure Figure, double Limit);
