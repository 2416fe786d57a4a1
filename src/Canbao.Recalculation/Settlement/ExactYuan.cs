using System.Globalization;

namespace Canbao.Recalculation.Settlement;

/// <summary>Fen as yuan with two decimals, made of integers: a sheet adds up to the fen.</summary>
internal static class ExactYuan
{
    /// <summary>67000 fen is "670.00", -5 fen is "-0.05".</summary>
    public static string Of(long fen)
    {
        // Of the quotient and the remainder, because the smallest number has no positive counterpart.
        var (yuan, cents) = (Math.Abs(fen / 100), Math.Abs(fen % 100));
        return string.Create(CultureInfo.InvariantCulture, $"{(fen < 0 ? "-" : "")}{yuan}.{cents:00}");
    }
}
