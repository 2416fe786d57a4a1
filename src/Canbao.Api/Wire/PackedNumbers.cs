using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Canbao.Api.Wire;

/// <summary>
/// Packed varints. Those of one and two bytes, which indices are, are read and written eight at a time: a table tells for eight bytes, or for
/// eight numbers, which byte belongs where.
/// </summary>
internal static class PackedNumbers
{
    private const int Lanes = 8, TwoBytes = 1 << 14;

    private static readonly Step[] ReadSteps = [.. Enumerable.Range(0, 256).Select(ReadStep)];
    private static readonly Step[] WriteSteps = [.. Enumerable.Range(0, 256).Select(WriteStep)];

    /// <summary>Adds the numbers to a column. False if they are not plain (<see cref="WireReader"/>).</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, NumberColumn column)
    {
        var numbers = CountOf(bytes);
        var room = column.Extend(numbers);
        // What a column does not keep is refused for its number, whatever it is.
        return room.Length < numbers || TryRead(bytes, room);
    }

    /// <summary>How many bytes the numbers take.</summary>
    public static int SizeOf(ReadOnlySpan<uint> numbers)
    {
        var size = numbers.Length;
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            var sum = Vector256<uint>.Zero;
            for (; i <= numbers.Length - Vector256<uint>.Count; i += Vector256<uint>.Count)
            {
                var eight = Vector256.Create(numbers[i..]);
                // A comparison that holds is -1.
                sum -= Vector256.GreaterThanOrEqual(eight, Vector256.Create(1u << 7)) + Vector256.GreaterThanOrEqual(eight, Vector256.Create(1u << 14))
                    + Vector256.GreaterThanOrEqual(eight, Vector256.Create(1u << 21)) + Vector256.GreaterThanOrEqual(eight, Vector256.Create(1u << 28));
            }
            size += (int)Vector256.Sum(sum);
        }
        for (; i < numbers.Length; i++) size += Varint.SizeOf(numbers[i]) - 1;
        return size;
    }

    public static void Write(ReadOnlySpan<uint> numbers, ref WireWriter output)
    {
        while (!numbers.IsEmpty)
        {
            var count = Math.Min(numbers.Length, WireWriter.PieceBytes / 5 - Lanes);
            output.Advance(Write(numbers[..count], output.Room(WireWriter.PieceBytes)));
            numbers = numbers[count..];
        }
    }

    /// <summary>Where the first number stands that is not below the limit; -1 if there is none.</summary>
    public static int IndexOfAtLeast(ReadOnlySpan<uint> numbers, uint limit) =>
        limit == 0 ? (numbers.IsEmpty ? -1 : 0) : numbers.IndexOfAnyExceptInRange(0u, limit - 1);

    private static int CountOf(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= bytes.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
                count += Vector256<byte>.Count - BitOperations.PopCount(Vector256.Create(bytes[i..]).ExtractMostSignificantBits());
        }
        for (; i < bytes.Length; i++) count += 1 - (bytes[i] >> 7);
        return count;
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, Span<uint> numbers)
    {
        var (at, filled) = (0, 0);
        ref var source = ref MemoryMarshal.GetReference(bytes);
        ref var target = ref MemoryMarshal.GetReference(numbers);
        while (true)
        {
            while (bytes.Length - at >= sizeof(ulong) && numbers.Length - filled >= Lanes)
            {
                var eight = Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, at))).AsByte();
                ref readonly var step = ref ReadSteps[(byte)eight.ExtractMostSignificantBits()];
                if (step.Numbers == 0) break;
                var pairs = Vector128.ShuffleNative(eight, step.Places).AsUInt16();
                var values = (pairs & Vector128.Create((ushort)0x7F)) | ((pairs & Vector128.Create((ushort)0x7F00)) >> 1);
                var (low, high) = Vector128.Widen(values);
                low.StoreUnsafe(ref target, (nuint)filled);
                high.StoreUnsafe(ref target, (nuint)(filled + Lanes / 2));
                at += step.Bytes;
                filled += step.Numbers;
            }
            if (at == bytes.Length) return filled == numbers.Length;
            var one = new WireReader(bytes[at..]);
            if (filled == numbers.Length || !one.TryNumber(out numbers[filled])) return false;
            filled++;
            at = bytes.Length - one.Left;
        }
    }

    /// <summary>Writes numbers into room for them; returns the bytes.</summary>
    private static int Write(ReadOnlySpan<uint> numbers, Span<byte> room)
    {
        var (i, filled) = (0, 0);
        // Some outputs end where the message ends, whatever is asked of them: no vector may reach beyond.
        for (; i <= numbers.Length - Lanes && filled <= room.Length - Vector128<byte>.Count; i += Lanes)
        {
            var low = Vector128.Create(numbers[i..]);
            var high = Vector128.Create(numbers[(i + Lanes / 2)..]);
            if (Vector128.GreaterThanOrEqualAny(low | high, Vector128.Create((uint)TwoBytes)))
            {
                for (var j = 0; j < Lanes; j++) filled += Varint.Write(room[filled..], numbers[i + j]);
                continue;
            }
            var values = Vector128.Narrow(low, high);
            var isLong = Vector128.GreaterThanOrEqual(values, Vector128.Create((ushort)0x80));
            var pairs = (values & Vector128.Create((ushort)0x7F)) | ((values & Vector128.Create((ushort)0x3F80)) << 1)
                | (isLong & Vector128.Create((ushort)0x80));
            ref readonly var step = ref WriteSteps[(byte)isLong.ExtractMostSignificantBits()];
            Vector128.ShuffleNative(pairs.AsByte(), step.Places).CopyTo(room[filled..]);
            filled += step.Bytes;
        }
        for (; i < numbers.Length; i++) filled += Varint.Write(room[filled..], numbers[i]);
        return filled;
    }

    /// <summary>For a mask that says which of eight bytes continue: the numbers of one or two bytes that begin there, as pairs of bytes.</summary>
    private static Step ReadStep(int mask)
    {
        var places = NoPlaces();
        var (bytes, numbers) = (0, 0);
        while (bytes < Lanes)
        {
            var isLong = (mask >> bytes & 1) != 0;
            if (isLong && (bytes + 1 == Lanes || (mask >> (bytes + 1) & 1) != 0)) break;
            places[2 * numbers] = (byte)bytes++;
            if (isLong) places[2 * numbers + 1] = (byte)bytes++;
            numbers++;
        }
        return new Step(Vector128.Create(places), bytes, numbers);
    }

    /// <summary>For a mask that says which of eight pairs of bytes are a number of two bytes: the bytes that count, one behind the other.</summary>
    private static Step WriteStep(int mask)
    {
        var places = NoPlaces();
        var bytes = 0;
        for (var number = 0; number < Lanes; number++)
        {
            places[bytes++] = (byte)(2 * number);
            if ((mask >> number & 1) != 0) places[bytes++] = (byte)(2 * number + 1);
        }
        return new Step(Vector128.Create(places), bytes, Lanes);
    }

    /// <summary>A place beyond the vector gives 0.</summary>
    private static byte[] NoPlaces() => [.. Enumerable.Repeat((byte)0xFF, Vector128<byte>.Count)];

    private readonly record struct Step(Vector128<byte> Places, int Bytes, int Numbers);
}
