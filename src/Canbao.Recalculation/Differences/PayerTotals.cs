using Canbao.Recalculation.Settlement;

namespace Canbao.Recalculation.Differences;

/// <summary>What one payer pays before and now, over residents for whom both are stated.</summary>
internal sealed class PayerTotals
{
    public Money Money { get; } = new();

    /// <summary>What is to be given back to the payer, who paid more before.</summary>
    public Tally Refund { get; } = new();

    /// <summary>What the payer has to pay in addition.</summary>
    public Tally TopUp { get; } = new();

    public void Add(in PayerChange change, long residents)
    {
        Money.Add(residents * change.BeforeFen, residents * change.NowFen);
        if (change.DifferenceFen < 0) Refund.Add(residents, -change.DifferenceFen);
        if (change.DifferenceFen > 0) TopUp.Add(residents, change.DifferenceFen);
    }

    public void Add(PayerTotals other)
    {
        Money.Add(other.Money.BeforeFen, other.Money.AfterFen);
        Refund.Add(other.Refund);
        TopUp.Add(other.TopUp);
    }
}
