using Canbao.Api;

namespace Canbao.LoadTests.Load;

/// <summary>
/// The first answer to a batch, kept. A later one normally has the same bytes, which costs next to nothing to find out: 4 bytes per
/// resident and the distinct answers are compared, nothing is parsed or hashed.
/// </summary>
internal sealed class BatchAnswer(QuoteBatchReplyColumns reply)
{
    private readonly string _bookDigest = reply.BookDigest;
    private readonly uint[] _index = reply.QuoteIndex.ToArray();
    private readonly byte[][] _distinct = [.. Enumerable.Range(0, reply.Distinct.Count).Select(i => reply.Distinct[i].ToArray())];

    /// <summary>Whether every resident has the same answer as here.</summary>
    public bool IsRepeatedBy(QuoteBatchReplyColumns reply) => reply.BookDigest == _bookDigest && (HasSameForm(reply) || HasSameAnswers(reply));

    private bool HasSameForm(QuoteBatchReplyColumns reply)
    {
        if (reply.Distinct.Count != _distinct.Length || !reply.QuoteIndex.Span.SequenceEqual(_index)) return false;
        for (var i = 0; i < _distinct.Length; i++)
            if (!reply.Distinct[i].SequenceEqual(_distinct[i])) return false;
        return true;
    }

    /// <summary>The service is free to number its distinct answers otherwise.</summary>
    private bool HasSameAnswers(QuoteBatchReplyColumns reply)
    {
        var index = reply.QuoteIndex.Span;
        if (index.Length != _index.Length) return false;
        for (var i = 0; i < index.Length; i++)
            if (!reply.Distinct[(int)index[i]].SequenceEqual(_distinct[_index[i]])) return false;
        return true;
    }
}
