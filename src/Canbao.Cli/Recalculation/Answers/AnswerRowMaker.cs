using Canbao.Cli.Settlement;
using Canbao.Cli.Totals;
using Canbao.Engine;
using Canbao.V1;
using Quote = Canbao.V1.Quote;

namespace Canbao.Cli.Recalculation.Answers;

/// <summary>Makes the rows of distinct answers. One thread.</summary>
/// <param name="format">How the output has them.</param>
/// <param name="book">For the names of codes.</param>
internal sealed class AnswerRowMaker(IRowFormat format, PolicyBook book)
{
    private readonly Dictionary<byte[], CountedLine> _lines = new(new ByteKeyComparer());

    /// <summary>The row of a quote that names its policy in full.</summary>
    public AnswerRow Of(QuoteReply reply) => new()
    {
        BehindId = format.BehindId(reply.Quote),
        Undetermined = Reason.IsUndetermined(reply.Quote) ? UndeterminedList.BehindId(book, reply.Quote) : null,
        Digest = DigestedAnswer.Of(reply, []).Digest,
        Line = LineOf(reply.Quote),
    };

    public static AnswerRow Of(RowError error) => new() { Error = error };

    public void TakeCounts(PartTotals totals, TierNumbers tiers)
    {
        foreach (var line in _lines.Values) line.Take(totals, tiers);
    }

    /// <summary>Dates make many of the answers different, and nothing else about them.</summary>
    private CountedLine LineOf(Quote quote)
    {
        var counted = quote.Clone();
        counted.ClearNextOpenDate();
        counted.ClearBenefitStart();
        counted.ClearBenefitEnd();
        counted.Notices.Clear();
        counted.Warnings.Clear();
        var key = Google.Protobuf.MessageExtensions.ToByteArray(counted);
        if (!_lines.TryGetValue(key, out var line)) _lines.Add(key, line = new CountedLine(counted));
        return line;
    }
}
