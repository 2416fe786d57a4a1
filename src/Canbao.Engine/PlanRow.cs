using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Canbao.Engine;

/// <summary>What the loop over residents needs of a plan.</summary>
/// <param name="Days">The plan's numbers of answers by slot.</param>
/// <param name="FirstDay">The day number of slot 0.</param>
/// <param name="LastSlot">Days behind it have this one.</param>
/// <param name="Place">Where the numbers of its pool's answers are.</param>
internal readonly record struct PlanRow(ushort[] Days, int FirstDay, int LastSlot, PoolPlace Place)
{
    /// <summary>Of no plan: knows no day.</summary>
    public static PlanRow Unknown { get; } = new(new ushort[1], 0, 0, default);

    /// <summary>The place of the answer of a day; one that never has a number if the answer has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PlaceOn(int day)
    {
        unchecked
        {
            var slot = Math.Clamp(day - FirstDay, 0, LastSlot);
            return Place.First + Math.Min(Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Days), slot), Place.Limit);
        }
    }
}
