using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Canbao.Engine;

/// <summary>What the loop over residents with a birth needs of a plan.</summary>
/// <param name="Thresholds">By slot, the first birth behind each line, as <see cref="BirthAxis"/> has them.</param>
/// <param name="Classes">By the lines that a birth lies behind, its class.</param>
/// <param name="Rows">By class, the numbers of answers by slot.</param>
/// <param name="FirstDay">The day number of slot 0.</param>
/// <param name="LastSlot">Days behind it have this one.</param>
/// <param name="Place">Where the numbers of its pool's answers are.</param>
internal readonly record struct BirthRow(uint[] Thresholds, byte[] Classes, ushort[][] Rows, int FirstDay, int LastSlot, PoolPlace Place)
{
    /// <summary>Of no plan: knows no birth.</summary>
    public static BirthRow Unknown { get; } = new(new uint[BirthAxis.Lanes], new byte[1 << BirthAxis.Lanes], [new ushort[1]], 0, 0, default);

    /// <summary>The place of the answer of a day and a birth in wire form; one that never has a number if the answer has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PlaceOn(int day, uint birth)
    {
        unchecked
        {
            var slot = Math.Clamp(day - FirstDay, 0, LastSlot);
            var thresholds = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Thresholds), (nuint)(uint)(slot * BirthAxis.Lanes));
            var behind = Vector256.GreaterThanOrEqual(Vector256.Create(birth), thresholds).ExtractMostSignificantBits();
            var birthClass = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Classes), behind);
            var row = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Rows), (uint)birthClass);
            return Place.First + Math.Min(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(row), slot), Place.Limit);
        }
    }
}
