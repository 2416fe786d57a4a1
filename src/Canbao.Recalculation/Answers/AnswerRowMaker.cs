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

/// <summary>
/// Makes the rows of distinct answers, and counts their residents. Who keeps rows asks at the beginning of a batch whether it is time to let go
/// of them all: bounded in bytes, they are made anew when they are asked for again. One thread.
/// </summary>
/// <param name="format">How the output has them.</param>
/// <param name="book">For the names of codes.</param>
/// <param name="mostBytes">So much may be held of rows and lines.</param>
internal sealed class AnswerRowMaker(IRowFormat format, PolicyBook book, long mostBytes)
{
    // By the sizes of the objects, about: a row without its texts and its place with its keeper; the sentences of an error; a line with its message
    // and its place; what a difference holds beside.
    private const int BytesOfRow = 130, BytesOfProblem = 700, BytesOfLine = 1500, BytesOfDifference = 2500;

    private readonly Dictionary<byte[], CountedLine> _lines = new(new ByteKeyComparer());

    // Of lines that were let go of.
    private PartTotals _counted = new();

    /// <summary>What the rows and lines that were made since the last time hold, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>True if the rows that were made are to be let go of now.</summary>
    /// <param name="tiers">The names of the tiers that were counted.</param>
    public bool IsTimeToForget(TierNumbers tiers)
    {
        if (Bytes <= mostBytes) return false;
        foreach (var line in _lines.Values) line.Take(_counted, tiers);
        _lines.Clear();
        Bytes = 0;
        return true;
    }

    /// <summary>The row of a quote that names its policy in full.</summary>
    public AnswerRow Of(QuoteReply reply) => Of(reply, format.FieldsAfterId(reply.Quote), null);

    /// <summary>The row of a quote that was compared with another one.</summary>
    /// <param name="fieldsAfterId">What the output has of it; null if it has no row.</param>
    public AnswerRow Of(QuoteReply reply, byte[]? fieldsAfterId, CountedDifference? difference)
    {
        var undetermined = Reason.IsUndetermined(reply.Quote) ? UndeterminedList.FieldsAfterId(book, reply.Quote) : null;
        Bytes += BytesOfRow + (fieldsAfterId?.Length ?? 0) + (undetermined?.Length ?? 0);
        return new()
        {
            FieldsAfterId = fieldsAfterId,
            Undetermined = undetermined,
            Digest = DigestedAnswer.Of(reply, []).Digest,
            Line = LineOf(reply.Quote, difference),
        };
    }

    public AnswerRow Of(RowError error)
    {
        Bytes += BytesOfRow + BytesOfProblem * error.Problems.Count;
        return new() { Error = error };
    }

    /// <summary>More that is held with a row.</summary>
    public void Hold(long bytes) => Bytes += bytes;

    /// <summary>The row of an answer of the engine.</summary>
    public AnswerRow Of(Answer answer) => answer.Error is { } error ? Of(error)
        : Of(new QuoteReply { Quote = QuoteMapper.ToMessage(answer.Quote!, answer.Policy!) });

    public void TakeCounts(PartTotals totals, TierNumbers tiers)
    {
        totals.Add(_counted);
        _counted = new();
        foreach (var line in _lines.Values) line.Take(totals, tiers);
    }

    private CountedLine LineOf(Quote quote, CountedDifference? difference)
    {
        var counted = Counted(quote);
        byte[] key = [.. counted.ToByteArray(), .. difference?.Key(Counted) ?? []];
        if (_lines.TryGetValue(key, out var line)) return line;
        _lines.Add(key, line = new CountedLine(counted, difference));
        Bytes += BytesOfLine + key.Length + (difference is null ? 0 : BytesOfDifference);
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
