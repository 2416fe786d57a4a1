namespace Canbao.Recalculation.Inputs;

/// <summary>A column that is carried to the output as it is: where it stands in a row, and its header.</summary>
public readonly record struct PassThroughColumn(int Place, string Header);
