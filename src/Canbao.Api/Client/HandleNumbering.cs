using System.Runtime.CompilerServices;

namespace Canbao.Api.Client;

/// <summary>
/// Renumbers handles to the profiles of one batch, in the order of their first sight. A handle's entry counts if it bears the stamp of the
/// batch, so that a new batch costs nothing for the handles that it does not have.
/// </summary>
internal sealed class HandleNumbering(ProfileTable profiles)
{
    // Per handle: the batch's stamp in the upper half, the number in the lower.
    private ulong[] _entries = new ulong[64];
    private uint _stamp;

    public void Begin()
    {
        if (unchecked(++_stamp) != 0) return;
        Array.Clear(_entries);
        _stamp = 1;
    }

    /// <summary>Sets a number for every handle; adds profiles that the batch does not have yet.</summary>
    // Called once for a batch, it would stay in slow code for the first hundreds of thousands of residents.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(ReadOnlySpan<ProfileHandle> handles, Span<uint> numbers, BytesColumn batch)
    {
        var (entries, stamp) = (_entries, _stamp);
        numbers = numbers[..handles.Length];
        for (var i = 0; i < handles.Length; i++)
        {
            var handle = handles[i].Number;
            if (handle < (uint)entries.Length && (uint)(entries[handle] >> 32) == stamp) numbers[i] = unchecked((uint)entries[handle]);
            else
            {
                numbers[i] = Meet(handle, batch);
                entries = _entries;
            }
        }
    }

    private uint Meet(uint handle, BytesColumn batch)
    {
        var bytes = profiles.Bytes(handle, out var count);
        if (handle >= (uint)_entries.Length) Array.Resize(ref _entries, Math.Max(count + 1, 2 * _entries.Length));
        var number = (uint)batch.Count;
        batch.Add(bytes);
        _entries[handle] = (ulong)_stamp << 32 | number;
        return number;
    }
}
