namespace Canbao.Recalculation.Differences;

/// <summary>A sum under both policies, fen, over the same residents.</summary>
public sealed class Money
{
    public long BeforeFen { get; private set; }

    public long AfterFen { get; private set; }

    public long DifferenceFen => AfterFen - BeforeFen;

    public bool IsNothing => BeforeFen == 0 && AfterFen == 0;

    public void Add(Money other) => Add(other.BeforeFen, other.AfterFen);

    public void Add(long beforeFen, long afterFen)
    {
        checked
        {
            BeforeFen += beforeFen;
            AfterFen += afterFen;
        }
    }
}
