using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;
using Canbao.Recalculation.Totals;
using Canbao.V1;
using Google.Protobuf;
using Quote = Canbao.V1.Quote;

namespace Canbao.Recalculation.Answers;

/// <summary>Makes the rows of distinct answers. One thread.</summary>
/// <param name="format">How the output has them.</param>
/// <param name="book">For the names of codes.</param>
internal sealed class AnswerRowMaker(IRowFormat format, PolicyBook book)
{
    private readonly Dictionary<byte[], CountedLine> _lines = new(new ByteKeyComparer());

    /// <summary>The row of a quote that names its policy in full.</summary>
    public AnswerRow Of(QuoteReply reply) => Of(reply, format.FieldsAfterId(reply.Quote), null);

    /// <summary>The row of a quote that was compared with another one.</summary>
    /// <param name="fieldsAfterId">What the output has of it; null if it has no row.</param>
    public AnswerRow Of(QuoteReply reply, byte[]? fieldsAfterId, CountedDifference? difference) => new()
    {
        FieldsAfterId = fieldsAfterId,
        Undetermined = Reason.IsUndetermined(reply.Quote) ? UndeterminedList.FieldsAfterId(book, reply.Quote) : null,
        Digest = DigestedAnswer.Of(reply, []).Digest,
        Line = LineOf(reply.Quote, difference),
    };

    public static AnswerRow Of(RowError error) => new() { Error = error };

    /// <summary>The row of an answer of the engine.</summary>
    public AnswerRow Of(Answer answer) => answer.Error is { } error ? Of(error)
        : Of(new QuoteReply { Quote = QuoteMapper.ToMessage(answer.Quote!, answer.Policy!) });

    public void TakeCounts(PartTotals totals, TierNumbers tiers)
    {
        foreach (var line in _lines.Values) line.Take(totals, tiers);
    }

    private CountedLine LineOf(Quote quote, CountedDifference? difference)
    {
        var counted = Counted(quote);
        byte[] key = [.. counted.ToByteArray(), .. difference?.Key(Counted) ?? []];
        if (!_lines.TryGetValue(key, out var line)) _lines.Add(key, line = new CountedLine(counted, difference));
        return line;
    }

    /// <summary>Dates make many of the answers different, and nothing else about them.</summary>
    private static Quote Counted(Quote quote)
    {
        var counted = quote.Clone();
        counted.ClearNextOpenDate();
        counted.ClearBenefitStart();
        counted.ClearBenefitEnd();
        counted.Notices.Clear();
        counted.Warnings.Clear();
        return counted;
    }
}
