namespace Canbao.Engine;

/// <summary>Arrays that a batch needs on its way and that the next one uses again.</summary>
internal sealed class BatchScratch
{
    private PlanRow[] _rows = [];
    private BirthRow[] _births = [];
    private int[] _places = [];
    private int[] _days = [];
    private int[] _personal = [];

    /// <summary>(profile, date) to the number of what is wrong with both.</summary>
    public Dictionary<(int Profile, int Date), uint> Errors { get; } = [];

    public Span<PlanRow> Rows(int profiles) => Of(ref _rows, profiles);

    public Span<BirthRow> Births(int profiles) => Of(ref _births, profiles);

    /// <summary>One per profile, for a batch with one date.</summary>
    public Span<int> Places(int profiles) => Of(ref _places, profiles);

    public Span<int> Days(int dates) => Of(ref _days, dates);

    /// <summary>Room for the places of all residents.</summary>
    public Span<int> Personal(int residents) => Of(ref _personal, residents);

    private static Span<T> Of<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[Math.Max(length, 2 * array.Length)];
        return array.AsSpan(0, length);
    }
}
