using Canbao.Cli.Totals;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Server.Mapping;
using Canbao.V1;
using Quote = Canbao.Policies.Quote;

namespace Canbao.Cli.Recalculation;

/// <summary>An answer as it is written to a file and as it enters the totals.</summary>
internal sealed record AnswerRow(byte[] BehindId, DigestedAnswer Digested);

/// <summary>
/// The rows of answers, made once for each quote: plans give the same quote again and again. Bounded as <see cref="ProfileMemo"/>.
/// </summary>
internal sealed class AnswerRows
{
    private const int MaxRows = 1 << 12;

    private readonly Dictionary<Quote, AnswerRow> _rows = new(ReferenceEqualityComparer.Instance);

    public AnswerRow Of(Answer answer)
    {
        if (_rows.TryGetValue(answer.Quote!, out var row)) return row;
        if (_rows.Count >= MaxRows) _rows.Clear();
        var reply = new QuoteReply { Quote = QuoteMapper.ToMessage(answer.Quote!, answer.Policy!) };
        row = new AnswerRow(QuoteRow.BehindId(answer.Policy!, answer.Quote!), DigestedAnswer.Of(reply, []));
        _rows.Add(answer.Quote!, row);
        return row;
    }
}
