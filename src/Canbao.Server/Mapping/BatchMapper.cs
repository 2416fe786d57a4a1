using Canbao.Api;
using Canbao.Engine;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Server.Mapping;

/// <summary>Batches between the wire's columns and the engine's.</summary>
public static class BatchMapper
{
    /// <summary>Both forms: the rows of a batch have become columns when it was read.</summary>
    public static BatchRequest FromColumns(QuoteBatchColumns batch)
    {
        var profiles = new BatchProfile[batch.Profiles.Count];
        for (var i = 0; i < profiles.Length; i++) profiles[i] = ToProfile(batch.PolicyOf(i), batch.Profiles[i]);
        return new()
        {
            Profiles = profiles,
            ProfileIndex = batch.ProfileIndex.Memory,
            PaymentDates = batch.PaymentDates.Memory,
            PaymentDateIndex = batch.PaymentDateIndex.Memory,
            BirthDate = batch.BirthDate.Memory,
            EventDate = batch.EventDate.Memory,
            IdentityRecognisedOn = batch.IdentityRecognisedOn.Memory,
        };
    }

    /// <summary>The message of a profile's bytes. Bytes that are none end the call with INTERNAL.</summary>
    public static Profile ToMessage(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Profile.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"the message is not a valid QuoteBatch: {e.Message}"));
        }
    }

    private static BatchProfile ToProfile(in RowPolicy policy, ReadOnlySpan<byte> bytes)
    {
        var message = policy.HasProfile ? ToMessage(bytes) : null;
        var error = ProfileMapper.Check(message) is { } problem ? new RowError(false, [problem]) { CannotBeChecked = true } : null;
        var region = error is null && message!.Region.Length > 0 ? message.Region : policy.Region;
        return new BatchProfile(region, policy.BenefitYear, policy.PolicyRevision, error is null ? ProfileMapper.FromMessage(message!) : null, error);
    }
}
