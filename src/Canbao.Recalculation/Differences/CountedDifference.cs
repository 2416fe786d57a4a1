using Google.Protobuf;

namespace Canbao.Recalculation.Differences;

/// <summary>What a comparison with a baseline has shown for some residents, to be counted with their answer.</summary>
/// <param name="change">Null if they were not compared.</param>
internal sealed class CountedDifference(QuoteChange? change)
{
    /// <summary>For residents whom the baseline does not cover.</summary>
    public static readonly CountedDifference NotCompared = new(null);

    /// <summary>Equal for differences that are counted alike with one answer of now.</summary>
    /// <param name="counted">An answer without what is not counted.</param>
    public byte[] Key(Func<V1.Quote, V1.Quote> counted) =>
        change is null ? [0] : [1, .. change.Kinds.Select(kind => (byte)(kind + 1)), 0, .. counted(change.Before).ToByteArray()];

    public void Count(DifferenceTotals totals, long residents)
    {
        if (change is null) totals.AddNotCompared(residents);
        else totals.Add(change, residents);
    }
}
