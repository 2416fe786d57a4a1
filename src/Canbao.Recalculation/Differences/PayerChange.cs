namespace Canbao.Recalculation.Differences;

/// <summary>What one payer pays for a resident before and now, fen; both are stated.</summary>
internal readonly record struct PayerChange(string Payer, long BeforeFen, long NowFen)
{
    public long DifferenceFen => NowFen - BeforeFen;
}
