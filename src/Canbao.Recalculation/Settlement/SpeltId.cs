namespace Canbao.Recalculation.Settlement;

/// <summary>
/// An id with the key by which it is compared, as one piece of bytes: the key alone where it is the id, else the key, a zero and the id. No id holds
/// a zero.
/// </summary>
internal static class SpeltId
{
    private const byte Between = 0;

    public static byte[] Of(ReadOnlySpan<byte> id)
    {
        var key = IdKey.Of(id);
        return key.AsSpan().SequenceEqual(id) ? key : [.. key, Between, .. id];
    }

    public static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> spelt) => spelt.IndexOf(Between) is >= 0 and var end ? spelt[..end] : spelt;

    /// <summary>As it came.</summary>
    public static ReadOnlySpan<byte> Id(ReadOnlySpan<byte> spelt) => spelt[(spelt.IndexOf(Between) + 1)..];
}
