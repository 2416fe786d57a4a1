using Canbao.Policies;
using Canbao.Recalculation.Differences;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>Expected differences, resident by resident, added up and compared with the totals of a run.</summary>
internal sealed class ExpectedTotals
{
    private readonly Dictionary<string, long> _kinds = [], _states = [];
    private readonly Dictionary<string, (long Before, long Now, long Refunded, long Refund, long Added, long TopUp)> _payers = [];
    private long _unchanged, _changed, _notCompared, _totalBefore, _totalNow;

    public void Add(ExpectedDifference resident)
    {
        if (!resident.IsCompared)
        {
            _notCompared++;
            return;
        }
        if (resident.Change.Length == 0) _unchanged++;
        else _changed++;
        foreach (var kind in resident.Change.Split(';', StringSplitOptions.RemoveEmptyEntries)) Count(_kinds, kind);
        Count(_states, $"{ExpectedDifference.StateOf(resident.Before)}>{ExpectedDifference.StateOf(resident.Now)}");
        foreach (var (payer, (before, now)) in resident.Payers)
        {
            var sum = _payers.GetValueOrDefault(payer);
            _payers[payer] = (sum.Before + before, sum.Now + now, sum.Refunded + (before > now ? 1 : 0), sum.Refund + Math.Max(0, before - now),
                sum.Added + (now > before ? 1 : 0), sum.TopUp + Math.Max(0, now - before));
        }
        if (resident.Before["funding_total_fen"].Length == 0 || resident.Now["funding_total_fen"].Length == 0) return;
        _totalBefore += long.Parse(resident.Before["funding_total_fen"], System.Globalization.CultureInfo.InvariantCulture);
        _totalNow += long.Parse(resident.Now["funding_total_fen"], System.Globalization.CultureInfo.InvariantCulture);
    }

    public void AssertEqual(DifferenceTotals totals)
    {
        Assert.Equal((_unchanged, _changed, _notCompared), (totals.Unchanged, totals.Changed, totals.NotCompared));
        Assert.Equal(_kinds.OrderBy(k => k.Key), totals.Kinds.Select(k => KeyValuePair.Create(SnakeCase.Of(k.Key), k.Value)).OrderBy(k => k.Key));
        Assert.Equal(_payers.OrderBy(p => p.Key), totals.Payers.Select(p => KeyValuePair.Create(p.Key.Payer, Line(p.Value))).OrderBy(p => p.Key));
        Assert.Equal((_totalBefore, _totalNow), (totals.FundingTotal.BeforeFen, totals.FundingTotal.AfterFen));
        foreach (var before in Enum.GetValues<AmountState>())
            foreach (var now in Enum.GetValues<AmountState>())
                Assert.Equal(_states.GetValueOrDefault($"{SnakeCase.Of(before)}>{SnakeCase.Of(now)}"), totals.Count(before, now));
        Assert.Empty(totals.Problems());
    }

    private static (long, long, long, long, long, long) Line(PayerTotals payer) =>
        (payer.Money.BeforeFen, payer.Money.AfterFen, payer.Refund.Residents, payer.Refund.Fen, payer.TopUp.Residents, payer.TopUp.Fen);

    private static void Count(Dictionary<string, long> counts, string key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
