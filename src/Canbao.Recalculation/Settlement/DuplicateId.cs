namespace Canbao.Recalculation.Settlement;

/// <summary>A row whose id stood in the input before.</summary>
/// <param name="Id">The id as it came.</param>
/// <param name="First">Where it stands first.</param>
/// <param name="Again">Where it stands again.</param>
/// <param name="Times">How often it stands in the input.</param>
public sealed record DuplicateId(byte[] Id, IdPlace First, IdPlace Again, long Times);
