using System.Buffers.Binary;
using System.Numerics;
using Canbao.Api.Wire;
using Microsoft.Win32.SafeHandles;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// The ids of residents with their rows, in a file, for the search for duplicates. Ids with equal keys (<see cref="IdKey"/>) are in one
/// partition; a partition is a list of blocks. The file is one, so that a checkpoint waits for the disk once; the bytes depend only on the ids,
/// their order and the places of the calls of <see cref="Save"/>, so two runs of the same job write the same bytes at the same places.
/// </summary>
public sealed class IdSpill : IDisposable
{
    /// <summary>At most so many ids of 18 bytes are in one: 400,000 of a hundred million.</summary>
    public const int Partitions = 256;

    private const int BufferBytes = 1 << 13, HeaderBytes = 1 + sizeof(int);

    private readonly SafeFileHandle _file;
    private readonly byte[] _buffers = GC.AllocateUninitializedArray<byte>(Partitions * BufferBytes);
    private readonly int[] _filled = new int[Partitions];
    private readonly List<(long Offset, int Length)>[] _blocks = [.. Enumerable.Range(0, Partitions).Select(_ => new List<(long, int)>())];
    private long _length;

    /// <summary>Goes on where a saved state ends; the default state is the beginning.</summary>
    public IdSpill(string path, IdSpillState saved = default, FileMode mode = FileMode.OpenOrCreate)
    {
        _file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            (Ids, Empty) = (saved.Ids, saved.Empty);
            FindBlocks(saved.Length);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
        for (var i = 0; i < Partitions; i++) _filled[i] = HeaderBytes;
    }

    /// <summary>How many ids were added.</summary>
    public long Ids { get; private set; }

    /// <summary>How many residents had none.</summary>
    public long Empty { get; private set; }

    /// <summary>An id and its row, in the order of the input.</summary>
    public void Add(ReadOnlySpan<byte> id, long row)
    {
        if (id.IsEmpty)
        {
            Empty++;
            return;
        }
        if (!IdKey.IsOwn(id)) id = SpeltId.Of(id);
        var partition = PartitionOf(SpeltId.Key(id));
        var most = id.Length + (2 * Varint.MaxBytes);
        if (_filled[partition] + most > BufferBytes) WriteBuffer(partition);
        if (HeaderBytes + most > BufferBytes) WriteAlone(partition, id, row);
        else _filled[partition] += Write(_buffers.AsSpan(Start(partition) + _filled[partition], most), id, row);
        Ids++;
    }

    /// <summary>Brings everything to the disk; the spill can go on from the state that this returns.</summary>
    public IdSpillState Save()
    {
        for (var partition = 0; partition < Partitions; partition++) WriteBuffer(partition);
        RandomAccess.FlushToDisk(_file);
        return new(_length, Ids, Empty);
    }

    /// <summary>Shows all ids of a partition, with their keys, and their rows, in the order in which they came. Everything must have been saved.</summary>
    public void Read(int partition, IdVisitor visit)
    {
        if (_filled[partition] > HeaderBytes) throw new InvalidOperationException("ids that have not been saved cannot be read");
        var bytes = new byte[BufferBytes];
        foreach (var (offset, length) in _blocks[partition])
        {
            if (bytes.Length < length) bytes = new byte[length];
            ReadExactly(bytes.AsSpan(0, length), offset);
            ReadOnlySpan<byte> rest = bytes.AsSpan(0, length);
            while (!rest.IsEmpty)
            {
                if (!Varint.TryRead(ref rest, out var size) || size > (ulong)rest.Length) throw Damaged(offset);
                var id = rest[..(int)size];
                rest = rest[(int)size..];
                if (!Varint.TryRead(ref rest, out var row)) throw Damaged(offset);
                visit(id, (long)row);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static int Start(int partition) => partition * BufferBytes;

    /// <summary>The same in every process and on every machine, because runs and shards must agree.</summary>
    private static int PartitionOf(ReadOnlySpan<byte> id)
    {
        var crc = 0u;
        for (; id.Length >= sizeof(ulong); id = id[sizeof(ulong)..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(id));
        foreach (var value in id) crc = BitOperations.Crc32C(crc, value);
        return unchecked((int)(crc * 0x9E3779B1 >> 24));
    }

    private static int Write(Span<byte> place, ReadOnlySpan<byte> id, long row)
    {
        var length = Varint.Write(place, (ulong)id.Length);
        id.CopyTo(place[length..]);
        length += id.Length;
        return length + Varint.Write(place[length..], (ulong)row);
    }

    private void WriteBuffer(int partition)
    {
        if (_filled[partition] == HeaderBytes) return;
        WriteBlock(partition, _buffers.AsSpan(Start(partition), _filled[partition]));
        _filled[partition] = HeaderBytes;
    }

    /// <summary>An id that no buffer holds.</summary>
    private void WriteAlone(int partition, ReadOnlySpan<byte> id, long row)
    {
        var block = new byte[HeaderBytes + id.Length + (2 * Varint.MaxBytes)];
        WriteBlock(partition, block.AsSpan(0, HeaderBytes + Write(block.AsSpan(HeaderBytes), id, row)));
    }

    private void WriteBlock(int partition, Span<byte> block)
    {
        block[0] = (byte)partition;
        BinaryPrimitives.WriteInt32LittleEndian(block[1..], block.Length - HeaderBytes);
        RandomAccess.Write(_file, block, _length);
        _blocks[partition].Add((_length + HeaderBytes, block.Length - HeaderBytes));
        _length += block.Length;
    }

    private void FindBlocks(long until)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        while (_length < until)
        {
            ReadExactly(header, _length);
            var length = BinaryPrimitives.ReadInt32LittleEndian(header[1..]);
            var offset = _length + HeaderBytes;
            if (length <= 0 || length > until - offset) throw Damaged(_length);
            _blocks[header[0]].Add((offset, length));
            _length = offset + length;
        }
    }

    private void ReadExactly(Span<byte> place, long offset)
    {
        while (!place.IsEmpty)
        {
            var read = RandomAccess.Read(_file, place, offset);
            if (read == 0) throw Damaged(offset);
            place = place[read..];
            offset += read;
        }
    }

    private static InvalidDataException Damaged(long offset) => new($"the file of ids is damaged, or shorter than its checkpoint says, at byte {offset}");
}

/// <summary>Is shown an id, as <see cref="SpeltId"/> has it, and its row.</summary>
public delegate void IdVisitor(ReadOnlySpan<byte> spelt, long row);
