namespace Canbao.Recalculation.Settlement;

/// <summary>How many residents have an amount, and what it adds up to, fen. Who has none is not counted: that is not 0 fen.</summary>
public sealed class Tally
{
    public long Residents { get; private set; }

    public long Fen { get; private set; }

    /// <summary>So many residents who have this amount each.</summary>
    public void Add(long residents, long fenEach) => AddSum(residents, residents * fenEach);

    /// <summary>So many residents who have this amount together.</summary>
    public void AddSum(long residents, long fen) => (Residents, Fen) = (Residents + residents, Fen + fen);

    public void Add(Tally other) => AddSum(other.Residents, other.Fen);
}
