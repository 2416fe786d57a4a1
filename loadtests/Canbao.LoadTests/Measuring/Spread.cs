namespace Canbao.LoadTests.Measuring;

/// <summary>A figure over several rounds.</summary>
internal readonly record struct Spread(double Min, double Median, double Max)
{
    /// <summary>Null without values.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted.Length == 0 ? null : new Spread(sorted[0], MedianOf(sorted), sorted[^1]);
    }

    private static double MedianOf(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
}
