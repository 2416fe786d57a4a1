namespace Canbao.Engine;

/// <summary>Arrays that a batch needs on its way and that the next one uses again.</summary>
internal sealed class BatchScratch
{
    private PlanRow[] _rows = [];
    private uint[] _byProfile = [];
    private int[] _days = [];
    private int[] _personal = [];

    /// <summary>(profile, date) to the number of what is wrong with both.</summary>
    public Dictionary<(int Profile, int Date), uint> Errors { get; } = [];

    public Span<PlanRow> Rows(int profiles) => Of(ref _rows, profiles);

    /// <summary>With nothing but zeros.</summary>
    public Span<uint> ByProfile(int profiles)
    {
        var numbers = Of(ref _byProfile, profiles);
        numbers.Clear();
        return numbers;
    }

    public Span<int> Days(int dates) => Of(ref _days, dates);

    /// <summary>Room for the places of all residents.</summary>
    public Span<int> Personal(int residents) => Of(ref _personal, residents);

    private static Span<T> Of<T>(ref T[] array, int length)
    {
        if (array.Length < length) array = new T[Math.Max(length, 2 * array.Length)];
        return array.AsSpan(0, length);
    }
}

/// <summary>What the loop over residents needs of a plan.</summary>
/// <param name="Cells">The plan's numbers of answers by slot.</param>
/// <param name="FirstDay">The day number of slot 0.</param>
/// <param name="LastSlot">Days behind it have this one.</param>
/// <param name="Place">Where the numbers of its pool's answers are.</param>
internal readonly record struct PlanRow(ushort[] Cells, int FirstDay, int LastSlot, PoolPlace Place)
{
    /// <summary>Of a plan that has no row yet, or of no plan: knows no day.</summary>
    public static PlanRow Unknown(PoolPlace place) => new(s_nothing, 0, 0, place);

    private static readonly ushort[] s_nothing = new ushort[1];
}
