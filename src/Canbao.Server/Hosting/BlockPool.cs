using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Canbao.Server.Hosting;

/// <summary>
/// The memory that connections read into and write from, in blocks of the size of an HTTP/2 frame. The server's own blocks have 4 KB, and
/// it reads from a socket into one block at a time: for batches most of its time went there.
/// </summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>A frame's payload of 16,384 bytes with its head, rounded up to cache lines.</summary>
    private const int BlockBytes = 16_448;

    /// <summary>Idle blocks that a pool keeps: 32 MB. There is a pool per core.</summary>
    private const int MaxIdle = 2_000;

    private readonly ConcurrentQueue<Block> _idle = [];
    private volatile bool _isDisposed;

    public override int MaxBufferSize => BlockBytes;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_idle.TryDequeue(out var block)) return new Block(this);
        block.Rented();
        return block;
    }

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        _idle.Clear();
    }

    private void Return(Block block)
    {
        if (!_isDisposed && _idle.Count < MaxIdle) _idle.Enqueue(block);
    }

    /// <summary>Pinned, because the kernel writes into it. Disposed twice in a row it goes back once.</summary>
    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        private int _isRented = 1;

        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true);

        public void Rented() => Volatile.Write(ref _isRented, 1);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isRented, 0) == 1) pool.Return(this);
        }
    }
}

/// <summary>Gives every endpoint its <see cref="BlockPool"/>.</summary>
internal sealed class BlockPools : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}
