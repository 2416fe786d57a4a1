using System.Text.Json.Nodes;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Who pays what, cell by cell: policy, identity that counts, tier and status. Sheets of parts of the residents add up to the sheet of all.
/// An amount that a quote does not state is in no sum; its residents are counted apart.
/// </summary>
public sealed class SettlementSheet
{
    private readonly SortedDictionary<SettlementKey, SettlementCell> _cells = [];

    /// <summary>In the order of their keys.</summary>
    public IEnumerable<KeyValuePair<SettlementKey, SettlementCell>> Cells => _cells.Where(cell => cell.Value.Residents > 0);

    /// <summary>All cells together.</summary>
    public SettlementCell Total() => Sum(Cells.Select(cell => cell.Value));

    /// <summary>Residents with this quote. The tier is the resident's own; empty if there is none. The quote names its policy in full.</summary>
    public void Add(V1.Quote quote, string tier, long residents) => Posting(quote, tier).Add(residents);

    /// <summary>Where residents with this quote and tier are counted, for who counts many; it belongs to this sheet.</summary>
    public SettlementPosting Posting(V1.Quote quote, string tier)
    {
        var policy = quote.Policy ?? throw new ArgumentException("the quote does not name its policy", nameof(quote));
        return new(Cell(new(policy.Region, (int)policy.BenefitYear, (int)policy.Revision, quote.MatchedIdentity, tier, (QuoteStatus)quote.Status)), quote);
    }

    public void Add(SettlementSheet other)
    {
        foreach (var (key, cell) in other.Cells) Cell(key).Add(cell);
    }

    /// <summary>The sheet in one form: the same sheet gives the same text, amounts are whole fen.</summary>
    public JsonArray ToJson() => SettlementJson.Of(this);

    /// <summary>Throws <see cref="InvalidDataException"/> with the place and the value of what is no sheet.</summary>
    public static SettlementSheet FromJson(JsonNode? json) => SettlementJson.Read(json);

    /// <summary>Whether what is paid is what is owed, in every cell and in total.</summary>
    public SettlementBalance Balances() => SettlementBalance.Of(this);

    /// <summary>The cells that share a value, added up, in the order of the value.</summary>
    public SortedDictionary<TGroup, SettlementCell> By<TGroup>(Func<SettlementKey, TGroup> group) where TGroup : notnull =>
        new(Cells.GroupBy(cell => group(cell.Key), cell => cell.Value).ToDictionary(g => g.Key, Sum));

    internal SettlementCell Cell(SettlementKey key)
    {
        if (!_cells.TryGetValue(key, out var cell)) _cells.Add(key, cell = new SettlementCell());
        return cell;
    }

    private static SettlementCell Sum(IEnumerable<SettlementCell> cells)
    {
        var sum = new SettlementCell();
        foreach (var cell in cells) sum.Add(cell);
        return sum;
    }
}
