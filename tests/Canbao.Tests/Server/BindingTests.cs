using Canbao.Api;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Tests.Server;

/// <summary>The hand-written binding covers the contract, method by method.</summary>
public class BindingTests
{
    [Fact]
    public void Binding_CoversEveryMethodOfTheContract()
    {
        var binder = new RecordingBinder();
        QuoteBinding.BindService(binder, null);
        Assert.Equal(QuoteBinding.Descriptor.Methods.Select(m => m.Name).Order(), binder.Names.Order());
    }

    [Fact]
    public void Base_DeclaresEveryMethodOfTheContract() => Assert.Equal(
        QuoteBinding.Descriptor.Methods.Select(m => m.Name).Order(),
        typeof(QuoteServiceBase).GetMethods().Where(m => m.IsAbstract).Select(m => m.Name).Order());

    [Fact]
    public void Batch_IsTheSameMessageAfterTheColumns()
    {
        var message = new QuoteBatch { Region = "500230", BenefitYear = 2025, PolicyRevision = 1, BatchId = 7 };
        message.Profiles.Add(new Profile { Tier = "tier1", Identities = { "orphan" } });
        message.ProfileIndex.AddRange([0u, 0u, 300u]);
        message.PaymentDates.AddRange([20241120u, 20250101u]);
        message.PaymentDateIndex.AddRange([0u, 1u, 1u]);
        message.BirthDate.AddRange([0u, 20240101u, 0u]);
        Assert.Equal(message, QuoteBatchCodec.ToMessage(QuoteBatchCodec.FromMessage(QuoteBatch.Parser.ParseFrom(message.ToByteArray()))));
    }

    [Fact]
    public void Reply_IsTheSameMessageAfterTheColumns()
    {
        var message = new QuoteBatchReply { BatchId = 7, BookDigest = "d", QuoteIndex = { 0, 1, 0 },
            Policies = { new PolicyRef { Region = "500230" } } };
        message.Distinct.Add(new QuoteReply { Quote = new Quote { FeeFen = 1 } });
        message.Distinct.Add(new QuoteReply { Error = new Google.Rpc.Status { Code = 3 } });
        Assert.Equal(message, QuoteBatchCodec.ToMessage(QuoteBatchCodec.FromMessage(QuoteBatchReply.Parser.ParseFrom(message.ToByteArray()))));
    }

    [Fact]
    public void Rejects_ReplyWithAnIndexOutOfRange() =>
        Assert.Equal(StatusCode.Internal, Assert.Throws<RpcException>(() => QuoteBatchCodec.FromMessage(new QuoteBatchReply { QuoteIndex = { 0 } }))
            .StatusCode);

    private sealed class RecordingBinder : ServiceBinderBase
    {
        public List<string> Names { get; } = [];

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
            Names.Add(method.Name);

        public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest,
            TResponse>? handler) => Names.Add(method.Name);
    }
}
