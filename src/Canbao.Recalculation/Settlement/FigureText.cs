using System.Globalization;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Figures for people.</summary>
internal static class FigureText
{
    /// <summary>Thousands apart.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Yuan with thousands apart.</summary>
    public static string Money(long fen) =>
        (fen < 0 ? "-" : "") + Number(Math.Abs(fen / 100)) + (fen % 100 == 0 ? "" : Yuan.Format(Math.Abs(fen % 100))[1..]);

    public static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}
