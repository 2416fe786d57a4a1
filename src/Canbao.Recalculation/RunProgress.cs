namespace Canbao.Recalculation;

/// <summary>How far a run has come.</summary>
/// <param name="Done">What has been read, in the unit of the whole.</param>
/// <param name="Whole">0 if it is not known.</param>
/// <param name="Rows">Rows answered or rejected in this run.</param>
/// <param name="Rejected">Rows rejected so far, with those of the run that this one goes on.</param>
internal readonly record struct RunProgress(long Done, long Whole, long Rows, long Rejected);
