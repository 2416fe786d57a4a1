using System.Runtime.InteropServices;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Answers;
using Canbao.V1;

namespace Canbao.Recalculation.Differences;

/// <summary>
/// Answers batches in this process under the policies that rows name, and once more under a baseline. Who has the same answer has no row in
/// the output; who is of another region is not compared and has none either. All are counted, and the checksum is over the answers of now.
/// </summary>
internal sealed class DifferenceAnswerer(
    PolicyBook book, PlanCache plans, Baseline baseline, DifferenceRow columns, AnswerRowMaker maker, TierNumbers tiers) : IAnswerer
{
    // Bounds what a run holds; where so many pairs are met, most of them will not come again.
    private const int MostPairs = 1 << 16;

    private readonly BatchQuoter _quoter = new(plans);
    private readonly BatchColumns _columns = new(book);
    private readonly BaselineBatch _baselineBatch = new(baseline);
    private readonly HeldAnswers _now = new(), _before = new();
    private readonly Dictionary<(uint Now, int Before), uint> _pairs = [];
    private readonly uint[] _index = new uint[ResidentBatch.MaxResidents];
    private readonly List<AnswerRow> _rows = [];

    public AnsweredBatch Answer(ResidentBatch batch)
    {
        if (maker.IsTimeToForget(tiers)) Forget();
        var anew = _now.Quote(_quoter, _columns.RequestOf(batch, _quoter));
        anew |= _before.Quote(_quoter, _baselineBatch.Fill(batch, _quoter));
        if (anew || _rows.Count > MostPairs) Forget();
        var now = _now.Numbers;
        var before = _before.Numbers;
        var places = _baselineBatch.Places;
        for (var i = 0; i < now.Length; i++)
        {
            var place = places[i];
            var pair = (now[i], place < 0 ? place : (int)before[place]);
            if (!_pairs.TryGetValue(pair, out _index[i])) _index[i] = Add(pair);
        }
        return new(_index.AsSpan(0, now.Length), CollectionsMarshal.AsSpan(_rows));
    }

    public void TakeCounts(PartTotals totals) => maker.TakeCounts(totals, tiers);

    public void Dispose()
    {
    }

    private void Forget()
    {
        _pairs.Clear();
        _rows.Clear();
    }

    private uint Add((uint Now, int Before) pair)
    {
        var number = (uint)_rows.Count;
        _pairs.Add(pair, number);
        _rows.Add(RowOf(_now[pair.Now], pair.Before));
        return number;
    }

    /// <summary>What is wrong now comes first: the row is rejected with the words of a run without baseline.</summary>
    private AnswerRow RowOf(Answer now, int before)
    {
        if (now.Error is { } error) return maker.Of(error);
        if (before == BaselineBatch.NotMoved) return maker.Of(baseline.DatesLeaveTheYears());
        if (before != BaselineBatch.NotCovered && _before[(uint)before].Error is { } refused) return maker.Of(refused);
        var reply = new QuoteReply { Quote = QuoteMapper.ToMessage(now.Quote!, now.Policy!) };
        if (before == BaselineBatch.NotCovered) return maker.Of(reply, null, CountedDifference.NotCompared);
        var change = QuoteChange.Of(_before[(uint)before], now);
        return maker.Of(reply, change.IsUnchanged ? null : columns.FieldsAfterId(change), new CountedDifference(change));
    }
}
