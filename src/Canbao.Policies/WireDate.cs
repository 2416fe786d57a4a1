namespace Canbao.Policies;

/// <summary>Dates as yyyymmdd integers, the form of the wire, of files and of command lines.</summary>
public static class WireDate
{
    /// <summary>Years outside these are typing errors, not residents.</summary>
    public const int FirstYear = 1900, LastYear = 2199;

    public static readonly DateOnly Latest = new(LastYear, 12, 31);

    /// <summary>What a date must look like, for messages.</summary>
    public const string Allowed = "a calendar day as yyyymmdd from 19000101 to 21991231";

    public static bool TryParse(uint value, out DateOnly date)
    {
        var year = (int)(value / 10_000);
        var month = (int)(value / 100 % 100);
        var day = (int)(value % 100);
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            date = default;
            return false;
        }
        date = new DateOnly(year, month, day);
        return true;
    }

    public static uint Format(DateOnly date) => (uint)(date.Year * 10_000 + date.Month * 100 + date.Day);
}
