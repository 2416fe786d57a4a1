using System.Buffers;
using Canbao.Api;
using Canbao.Api.Wire;
using Canbao.Recalculation.Blocks;
using Grpc.Core;

namespace Canbao.Recalculation.Messages;

/// <summary>Goes from message to message of a block.</summary>
internal sealed class MessageCursor
{
    private Block _block = new();
    private int _next;
    private long _residents;

    /// <summary>The message where it stands, good until it moves.</summary>
    public QuoteBatchColumns? Batch { get; private set; }

    /// <summary>The row of the message's first resident.</summary>
    public long FirstRow { get; private set; }

    /// <summary>How many residents the message has, good ones and bad ones.</summary>
    public long Residents => _residents;

    /// <summary>Where the message begins in the file, with its length.</summary>
    private long Offset { get; set; }

    public void Begin(Block block)
    {
        Return();
        (_block, _next, _residents, FirstRow) = (block, 0, 0, block.FirstRow);
    }

    /// <summary>False at the end of the block.</summary>
    public bool MoveNext()
    {
        Return();
        FirstRow += _residents;
        _residents = 0;
        if (_next >= _block.Length) return false;
        Offset = _block.Next.Offset - _block.Length + _next;
        ReadOnlySpan<byte> rest = _block.Input.AsSpan(_next, _block.Length - _next);
        Varint.TryRead(ref rest, out var bytes);
        var (start, length) = (_block.Length - rest.Length, (int)bytes);
        Batch = Guard(() => QuoteBatchCodec.Read(new ReadOnlySequence<byte>(_block.Input, start, length)));
        _residents = MessageFile.Residents(_block.Input, start, length);
        _next = start + length;
        return true;
    }

    /// <summary>Does what may find that the message is none: says then where it is.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (RpcException e)
        {
            throw new InvalidDataException($"the message at byte {Offset} is no QuoteBatch: {e.Status.Detail}", e);
        }
    }

    private void Return()
    {
        if (Batch is not null) QuoteBatchCodec.Return(Batch);
        Batch = null;
    }
}
