namespace Canbao.Recalculation.Differences;

/// <summary>Payment days by their numbers in a batch, moved by years and numbered anew. Each is moved once.</summary>
/// <param name="moved">Numbers them; other objects may use it too.</param>
internal sealed class MovedDays(int years, DayIndex moved)
{
    /// <summary>Stands for a day that would leave the years that a date may have.</summary>
    public const int None = -1;

    private uint[] _given = [];
    private int[] _numbers = [];

    /// <summary>Makes room for so many days.</summary>
    public void Grow(int days)
    {
        if (_given.Length >= days) return;
        Array.Resize(ref _given, 2 * days);
        Array.Resize(ref _numbers, 2 * days);
    }

    /// <summary>The number of the moved day, or <see cref="None"/>.</summary>
    /// <param name="number">Of the day in the batch; there must be room for it.</param>
    public int NumberOf(uint number, uint day)
    {
        if (_given[number] == day) return _numbers[number];
        _given[number] = day;
        return _numbers[number] = YearShift.TryMove(day, years, out var there) ? (int)moved.IndexOf(there) : None;
    }
}
