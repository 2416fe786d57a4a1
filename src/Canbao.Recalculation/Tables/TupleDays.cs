using Canbao.Policies;
using Canbao.Recalculation.Inputs;

namespace Canbao.Recalculation.Tables;

/// <summary>The days of binary tuples, counted from 2000, as yyyymmdd: looked up, for every resident has one.</summary>
internal static class TupleDays
{
    private static readonly int First = new DateOnly(WireDate.FirstYear, 1, 1).DayNumber;

    private static readonly uint[] Days =
        [.. Enumerable.Range(First, new DateOnly(WireDate.LastYear, 12, 31).DayNumber - First + 1).Select(day => WireDate.Format(DateOnly.FromDayNumber(day)))];

    /// <summary><see cref="DateField.NoDate"/> for one that is too early or too late, and for infinity.</summary>
    public static uint Of(int days)
    {
        var place = (long)days + BinaryTuples.FirstDay.DayNumber - First;
        return place >= 0 && place < Days.Length ? Days[place] : DateField.NoDate;
    }
}
