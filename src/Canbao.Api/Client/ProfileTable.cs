using Canbao.Api.Wire;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Api.Client;

/// <summary>The profiles that have handles. Safe for several threads. Grows with the distinct profiles and never shrinks.</summary>
internal sealed class ProfileTable
{
    private readonly Lock _gate = new();
    private readonly Numbering _numbers = new();
    private readonly List<byte[]> _profiles = [];

    public ProfileHandle Intern(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var bytes = profile.ToByteArray();
        var hash = Numbering.Hash(bytes);
        lock (_gate)
        {
            var place = _numbers.Start(hash);
            for (int number; (number = _numbers.Next(hash, ref place)) >= 0;)
                if (_profiles[number].AsSpan().SequenceEqual(bytes)) return new ProfileHandle((uint)number + 1);
            _numbers.Add(hash, _profiles.Count, place);
            _profiles.Add(bytes);
            return new ProfileHandle((uint)_profiles.Count);
        }
    }

    /// <summary>The bytes behind a handle, and how many handles there are now.</summary>
    public byte[] Bytes(uint handle, out int count)
    {
        lock (_gate)
        {
            count = _profiles.Count;
            if (handle == 0 || handle > (uint)count)
                throw new ArgumentException(
                    $"profile handle {handle}: this client's {nameof(QuoteClient.Intern)} has not made it; it has made {count}, counted from 1");
            return _profiles[(int)handle - 1];
        }
    }
}
