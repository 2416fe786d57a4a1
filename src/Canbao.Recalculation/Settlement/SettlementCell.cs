using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Residents and money of one cell of a sheet, or of several together.</summary>
public sealed class SettlementCell
{
    private static readonly SettlementAmount[] Amounts = Enum.GetValues<SettlementAmount>();

    private readonly Tally[] _amounts = [.. Amounts.Select(_ => new Tally())];
    private readonly SortedDictionary<FundLine, Tally> _lines = [];

    public long Residents { get; internal set; }

    /// <summary>Residents of statuses that carry no amount by themselves: nothing can be paid on the day, or they are outside the scheme.</summary>
    public long WithoutPayment { get; internal set; }

    public Tally this[SettlementAmount amount] => _amounts[(int)amount];

    /// <summary>The payers' lines in their order.</summary>
    public IEnumerable<KeyValuePair<FundLine, Tally>> Lines => _lines.Where(line => line.Value.Residents > 0);

    /// <summary>Sum of the payers' lines, fen.</summary>
    public long LinesFen => _lines.Values.Sum(line => line.Fen);

    /// <summary>Residents who would have this amount if the notice, or their data, settled it. They are not in its sum.</summary>
    public long NotDetermined(SettlementAmount amount) => amount is SettlementAmount.Addons or SettlementAmount.WithoutFundingTotal
        ? throw new ArgumentOutOfRangeException(nameof(amount), amount, "not everybody has this amount")
        : Residents - WithoutPayment - this[amount].Residents;

    public void Add(SettlementCell other)
    {
        Residents += other.Residents;
        WithoutPayment += other.WithoutPayment;
        foreach (var amount in Amounts) this[amount].Add(other[amount]);
        foreach (var (line, tally) in other.Lines) Line(line).Add(tally);
    }

    internal Tally Line(FundLine line)
    {
        if (!_lines.TryGetValue(line, out var tally)) _lines.Add(line, tally = new Tally());
        return tally;
    }

    internal static bool IsWithoutPayment(QuoteStatus status) => status is QuoteStatus.Closed or QuoteStatus.NotEligible;
}
