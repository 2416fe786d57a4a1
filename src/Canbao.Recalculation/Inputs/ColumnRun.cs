namespace Canbao.Recalculation.Inputs;

/// <summary>Neighbouring columns of a file.</summary>
/// <param name="First">The place of the first one.</param>
/// <param name="Last">The place of the last one.</param>
internal readonly record struct ColumnRun(int First, int Last)
{
    /// <summary>The places as runs, in the order of the file.</summary>
    public static ColumnRun[] Of(IEnumerable<int> places)
    {
        var runs = new List<ColumnRun>();
        foreach (var place in places.Order())
            if (runs.Count > 0 && runs[^1].Last == place - 1) runs[^1] = runs[^1] with { Last = place };
            else runs.Add(new ColumnRun(place, place));
        return [.. runs];
    }
}
