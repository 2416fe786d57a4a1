using System.Globalization;
using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Reporting;

/// <summary>Figures as people read them.</summary>
internal static class Format
{
    /// <summary>Three digits that mean something, thousands apart; "-" for what was not measured.</summary>
    public static string Figure(double? value) => value is not { } figure ? "-"
        : Math.Abs(figure) >= 100 ? figure.ToString("N0", CultureInfo.InvariantCulture)
        : Significant(figure, 3).ToString("0.########", CultureInfo.InvariantCulture);

    /// <summary>The median, and the least and the largest of several rounds behind it.</summary>
    public static string Figure(Spread? spread) => spread is not { } figures ? "-"
        : figures.Min.Equals(figures.Max) ? Figure(figures.Median) : $"{Figure(figures.Median)} ({Figure(figures.Min)} to {Figure(figures.Max)})";

    public static double Significant(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value)) return value;
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals >= 0 ? Math.Round(value, Math.Min(decimals, 15)) : Math.Round(value);
    }
}
