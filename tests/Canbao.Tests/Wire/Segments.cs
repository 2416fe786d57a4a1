using System.Buffers;

namespace Canbao.Tests.Wire;

/// <summary>Bytes as they come from a pipe: in pieces.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long start) => (Memory, RunningIndex) = (memory, start);

    /// <summary>The bytes cut at these places, which come in order; a place twice makes an empty piece.</summary>
    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> bytes, params int[] places)
    {
        Segments? first = null, last = null;
        var from = 0;
        foreach (var to in (int[])[.. places, bytes.Length])
        {
            // A copy each: whoever reads across the end of a piece reads something else.
            var next = new Segments(bytes[from..to].ToArray(), from);
            if (last is not null) last.Next = next;
            first ??= next;
            (last, from) = (next, to);
        }
        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }
}
