namespace Canbao.LoadTests.Reporting;

/// <summary>A line of a chart. A point without a value interrupts it.</summary>
internal sealed record Series(string Name, IReadOnlyList<(double X, double? Y)> Points);
