using Canbao.Policies.Interpretation;

namespace Canbao.Engine;

/// <summary>
/// Numbers of a plan's answers by slot of the payment day, a row for each class of births: what a batch looks up. Its regions are the truth, and a
/// row is filled from them: nothing stands in it that a region does not say of the whole slot and class.
/// </summary>
internal sealed class PlanRows
{
    private const int BytesBeside = 350;

    private readonly AnswerPool _pool;

    public PlanRows(AnswerPool pool, BirthAxis axis, ushort[]? plain)
    {
        (_pool, Axis) = (pool, axis);
        Array.Fill(ByClass, pool.NoRow);
        if (plain is not null) ByClass[0] = plain;
    }

    public BirthAxis Axis { get; }

    /// <summary>By class of births; the last of them is of no class, and says nothing.</summary>
    public ushort[][] ByClass { get; } = new ushort[BirthAxis.NoClass + 1][];

    /// <summary>Of residents whose birth was not given.</summary>
    public ushort[] Plain => ByClass[0];

    public int Bytes
    {
        get
        {
            var bytes = BytesBeside;
            foreach (var row in ByClass)
                if (row != _pool.NoRow) bytes += sizeof(ushort) * row.Length;
            return bytes;
        }
    }

    /// <summary>Whether a row says already what the answer is.</summary>
    public bool Has(int slot, int behind, ushort number) => ByClass[Axis.Classes[behind]][slot] == number;

    /// <summary>Puts an answer where the region says that it is the answer: on all payment days, or on this one if it moves with them.</summary>
    public void Fill(in PlanRegion answer, int slot, ushort number, int firstDay, int behind)
    {
        if (!Axis.IsWithin(answer.Births, behind)) return;
        var birthClass = Axis.ClassOf(behind);
        if (birthClass == BirthAxis.NoClass) return;
        var (low, high) = (answer.Region.Low[DateSource.Payment], answer.Region.High[DateSource.Payment]);
        if (ByClass[birthClass] == _pool.NoRow) ByClass[birthClass] = new ushort[_pool.NoRow.Length];
        var row = ByClass[birthClass];
        var last = row.Length - 1;
        // A slot for many days has one answer only if the region goes on for ever.
        var from = low < 0 ? 0 : Math.Max(1, low - firstDay);
        var to = high == int.MaxValue ? last : Math.Min(last - 1, high - firstDay);
        if (answer.Moving is null)
        {
            if (from <= to) row.AsSpan(from..(to + 1)).Fill(number);
        }
        else if (slot > 0 && slot < last) row[slot] = number;
    }
}
