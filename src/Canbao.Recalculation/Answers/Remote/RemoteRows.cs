using Canbao.V1;

namespace Canbao.Recalculation.Answers.Remote;

/// <summary>
/// The rows of the answers of one stream, each made once: the client hands out the same object for the same answer, mostly at the place
/// where it stood before.
/// </summary>
internal sealed class RemoteRows(AnswerRowMaker maker)
{
    // By the sizes of the objects, about: a message in memory against its bytes.
    private const int BytesOfReply = 600, BytesPerByte = 3;

    private readonly Dictionary<QuoteReply, uint> _numbers = new(ReferenceEqualityComparer.Instance);
    private (QuoteReply? Reply, uint Number)[] _byPlace = new (QuoteReply?, uint)[1024];
    private AnswerRow[] _rows = new AnswerRow[1024];
    private int _count;

    public ReadOnlySpan<AnswerRow> All => _rows.AsSpan(0, _count);

    /// <summary>Lets go of all rows, with their numbers.</summary>
    public void Clear()
    {
        _numbers.Clear();
        (_byPlace, _rows, _count) = (new (QuoteReply?, uint)[1024], new AnswerRow[1024], 0);
    }

    /// <summary>The number of a quote's row.</summary>
    /// <param name="place">Among the distinct answers of the reply.</param>
    public uint NumberOf(QuoteReply reply, uint place)
    {
        if (place >= _byPlace.Length) Array.Resize(ref _byPlace, (int)Math.Max(2 * _byPlace.Length, place + 1));
        ref var known = ref _byPlace[place];
        if (ReferenceEquals(known.Reply, reply)) return known.Number;
        if (!_numbers.TryGetValue(reply, out var number)) _numbers.Add(reply, number = AddNew(reply));
        known = (reply, number);
        return number;
    }

    private uint AddNew(QuoteReply reply)
    {
        maker.Hold(BytesOfReply + BytesPerByte * reply.CalculateSize());
        return Add(maker.Of(reply));
    }

    /// <summary>The number of a row that is not looked for again.</summary>
    public uint Add(AnswerRow row)
    {
        if (_count == _rows.Length) Array.Resize(ref _rows, 2 * _count);
        _rows[_count] = row;
        return (uint)_count++;
    }
}
