using Canbao.Documents.Cells;

namespace Canbao.Documents.Comparison;

/// <summary>A value that two policies state differently, or that only one of them has: the other is then null, never both.</summary>
public sealed record CellChange(string Path, PolicyCell? Before, PolicyCell? After);
