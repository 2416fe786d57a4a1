using System.Buffers.Binary;
using System.Text;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Policies;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Mapping;

/// <summary>
/// Finds the plan of a profile by the bytes with which it was asked for: a profile that was seen before is not read. For one thread at a
/// time.
/// </summary>
public sealed class ProfileResolver(BatchQuoter quoter)
{
    // Year, revision, the region's length, and the region, which has 12 digits at the most.
    private const int MaxRegionBytes = 12, RegionStart = 2 * sizeof(uint) + 1;

    private readonly byte[] _key = new byte[RegionStart + MaxRegionBytes + ProfileMapper.MaxBytes];
    private RowPolicy _keyPolicy;
    private int _profileStart = -1;

    /// <summary>The plan, or what is wrong with the profile. Bytes that are no profile end the call with INTERNAL.</summary>
    public BatchProfile Resolve(PolicyBook book, in RowPolicy policy, ReadOnlySpan<byte> profile) =>
        Resolve(book, quoter.AliasesOf(book), policy, profile);

    /// <summary>Those of a batch, in the order of its profiles; bytes that are no profile end the call with INTERNAL.</summary>
    public void Resolve(PolicyBook book, QuoteBatchColumns batch, Span<BatchProfile> resolved)
    {
        var aliases = quoter.AliasesOf(book);
        for (var i = 0; i < resolved.Length; i++) resolved[i] = Resolve(book, aliases, batch.PolicyOf(i), batch.Profiles[i]);
    }

    private BatchProfile Resolve(PolicyBook book, PlanAliases aliases, in RowPolicy policy, ReadOnlySpan<byte> profile)
    {
        var key = Key(policy, profile);
        if (key.IsEmpty) return Read(book, policy, profile);
        if (aliases.TryFind(key, out var plan)) return new BatchProfile(plan);
        var resolved = Read(book, policy, profile);
        if (resolved.Plan is not null) aliases.Add(key, resolved.Plan);
        return resolved;
    }

    /// <summary>The message of a profile's bytes. Bytes that are none end the call with INTERNAL.</summary>
    public static V1.Profile ToMessage(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return V1.Profile.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"the message is not a valid Profile: {e.Message}"));
        }
    }

    private BatchProfile Read(PolicyBook book, in RowPolicy policy, ReadOnlySpan<byte> profile)
    {
        var message = policy.HasProfile ? ToMessage(profile) : null;
        if (ProfileMapper.Check(message) is { } problem) return new(new RowError(false, [problem]) { CannotBeChecked = true });
        var region = message!.Region.Length > 0 ? message.Region : policy.Region;
        return quoter.Resolve(book, region, policy.BenefitYear, policy.PolicyRevision, ProfileMapper.FromMessage(message));
    }

    /// <summary>Empty for what no plan can have been found by.</summary>
    private ReadOnlySpan<byte> Key(in RowPolicy policy, ReadOnlySpan<byte> profile)
    {
        if (!policy.Equals(_keyPolicy) || _profileStart < 0) BeginKey(policy);
        if (_profileStart == 0 || !policy.HasProfile || profile.Length > ProfileMapper.MaxBytes) return [];
        profile.CopyTo(_key.AsSpan(_profileStart));
        return _key.AsSpan(0, _profileStart + profile.Length);
    }

    /// <summary>Most profiles ask for the policy that the one before asked for.</summary>
    private void BeginKey(in RowPolicy policy)
    {
        (_keyPolicy, _profileStart) = (policy, 0);
        if (policy.Region.Length > MaxRegionBytes || !Ascii.IsValid(policy.Region)) return;
        BinaryPrimitives.WriteUInt32LittleEndian(_key, policy.BenefitYear);
        BinaryPrimitives.WriteUInt32LittleEndian(_key.AsSpan(sizeof(uint)), policy.PolicyRevision);
        _key[RegionStart - 1] = (byte)policy.Region.Length;
        _profileStart = RegionStart + Encoding.ASCII.GetBytes(policy.Region, _key.AsSpan(RegionStart));
    }
}
