namespace Canbao.Recalculation.Settlement;

/// <summary>A row whose id stood in the input before.</summary>
/// <param name="Id">The id as it came in this row.</param>
/// <param name="FirstId">As it came where it stands first; spelt otherwise, perhaps.</param>
/// <param name="First">Where it stands first.</param>
/// <param name="Again">Where it stands again.</param>
/// <param name="Times">How often it stands in the input.</param>
public sealed record DuplicateId(byte[] Id, byte[] FirstId, IdPlace First, IdPlace Again, long Times);
