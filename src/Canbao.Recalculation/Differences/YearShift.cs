using Canbao.Engine;
using Canbao.Policies;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// Moves a resident's dates by whole years, so that the same month and day fall into another policy's collection year and ages stay
/// what they are. 29 February becomes the 28th where there is no 29th. The order of the dates stays.
/// </summary>
public static class YearShift
{
    /// <summary>False if a date would leave the years that a date may have. Dates that are not given stay so.</summary>
    public static bool TryMove(in ResidentDates dates, int years, out ResidentDates moved)
    {
        moved = default;
        if (!TryMove(dates.Payment, years, out var payment) || !TryMove(dates.Birth, years, out var birth)
            || !TryMove(dates.Event, years, out var happened) || !TryMove(dates.Recognised, years, out var recognised)) return false;
        moved = new ResidentDates(payment, birth, happened, recognised);
        return true;
    }

    /// <summary>As the other one, for one date.</summary>
    public static bool TryMove(uint date, int years, out uint moved)
    {
        moved = date;
        if (date == 0 || years == 0) return true;
        if (!WireDate.TryParse(date, out var day) || day.Year + years is < WireDate.FirstYear or > WireDate.LastYear) return false;
        moved = WireDate.Format(day.AddYears(years));
        return true;
    }
}
