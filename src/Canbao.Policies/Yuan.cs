using System.Globalization;

namespace Canbao.Policies;

/// <summary>Amounts are yuan in notices and on screens, fen everywhere else. The conversion is exact; no fraction of a fen exists.</summary>
public static class Yuan
{
    /// <summary>Reads "400", "9398.5" or "0.05" into fen. Refuses signs, exponents and more than two decimals.</summary>
    public static bool TryParse(string text, out long fen)
    {
        fen = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? "" : text[(point + 1)..];
        if (whole.Length is 0 or > 9 || fraction.Length > 2 || (point >= 0 && fraction.Length == 0)) return false;
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var yuan)) return false;
        var cents = 0L;
        if (fraction.Length > 0 && !long.TryParse(fraction.PadRight(2, '0'), NumberStyles.None, CultureInfo.InvariantCulture,
            out cents)) return false;
        fen = yuan * 100 + cents;
        return true;
    }

    /// <summary>40000 fen is "400", 939850 fen is "9398.5".</summary>
    public static string Format(long fen)
    {
        var sign = fen < 0 ? "-" : "";
        var (yuan, cents) = Math.DivRem(Math.Abs(fen), 100);
        var fraction = cents == 0 ? "" : "." + cents.ToString("00", CultureInfo.InvariantCulture).TrimEnd('0');
        return sign + yuan.ToString(CultureInfo.InvariantCulture) + fraction;
    }
}
