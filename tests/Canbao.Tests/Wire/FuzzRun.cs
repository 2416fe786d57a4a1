using System.Buffers;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Mapping;
using Canbao.Tests.Server;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Tests.Wire;

/// <summary>
/// Mutates batches of generated residents in both forms, and their replies. Each mutation means to the codec what it means to the generated
/// parser; one that is still a batch is answered like the generated message.
/// </summary>
internal sealed class FuzzRun : IDisposable
{
    private readonly Random _random;
    private readonly PlanCache _plans = new();
    private readonly Listener _plain, _mutated;
    private readonly List<byte[]> _batches = [], _replies = [];

    public FuzzRun(int seed)
    {
        _random = new Random(seed);
        _plain = new Listener(Open());
        _mutated = new Listener(Open());
        var generator = ResidentGenerator.For(TestPolicies.Book, (ulong)seed);
        foreach (var residents in (int[])[1, 2, 5, 9, 20, 40])
            foreach (var batch in BatchBuilder.Build(generator, _random.Next(1_000_000), residents, (ulong)_random.NextInt64())) Add(batch.Columns, Open());
    }

    public long Mutations { get; private set; }

    /// <summary>How many of them were messages still.</summary>
    public long Messages { get; private set; }

    /// <summary>How many residents of them were quoted, and not only answered with an error.</summary>
    public long Quotes { get; private set; }

    public void Dispose() => _plans.Dispose();

    /// <summary>One mutation. Its bytes are in the failure, if it fails.</summary>
    public void Step()
    {
        var isReply = _random.Next(5) == 0;
        var samples = isReply ? _replies : _batches;
        var bytes = new Mutator(_random, samples).Mutate(samples[_random.Next(samples.Count)]);
        var sequence = _random.Next(4) == 0 ? Segments.Cut(bytes, Cuts(bytes.Length)) : new ReadOnlySequence<byte>(bytes);
        Mutations++;
        try
        {
            if (isReply) Messages += ReplyOracle.Check(sequence) is null ? 0 : 1;
            else CheckBatch(sequence);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{(isReply ? "QuoteBatchReply" : "QuoteBatch")} {Convert.ToHexString(bytes)}: {e.Message}", e);
        }
    }

    private BatchExchange Open() => new(TestPolicies.Book, _plans, new ServiceLimits { MaxResidents = 1_000 });

    /// <summary>A batch as columns and as rows, and the second reply of a stream to it: some answers were sent before.</summary>
    private void Add(QuoteBatchColumns batch, BatchExchange exchange)
    {
        batch.AnswersOnce = _random.Next(2) == 0;
        _batches.Add(QuoteBatchCodec.ToMessage(batch).ToByteArray());
        exchange.Answer(QuoteBatchCodec.Read(new ReadOnlySequence<byte>(_batches[_random.Next(_batches.Count)])));
        _replies.Add(exchange.Answer(batch).ToByteArray());
        batch.Region = "500230";
        batch.AsRows = true;
        _batches.Add(QuoteBatchCodec.ToMessage(batch).ToByteArray());
    }

    private int[] Cuts(int length) => [.. Enumerable.Range(0, 1 + _random.Next(5)).Select(_ => _random.Next(length + 1)).Order()];

    private void CheckBatch(in ReadOnlySequence<byte> bytes)
    {
        var message = BatchOracle.Check(bytes);
        if (message is null)
        {
            AssertNoQuote(bytes);
            return;
        }
        Messages++;
        var expected = _plain.Answer(QuoteBatchCodec.FromMessage(message), out var plain);
        var actual = _mutated.Answer(QuoteBatchCodec.Read(bytes), out var mutated);
        Assert.NotEqual((int)StatusCode.Internal, mutated.Error?.Code);
        Assert.Equal((plain.Error, plain.BatchId, plain.BookDigest, expected.Length), (mutated.Error, mutated.BatchId, mutated.BookDigest, actual.Length));
        for (var i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i])) Assert.Fail($"resident {i} is answered {actual[i]} instead of {expected[i]}");
        Quotes += expected.Count(answer => answer.Quote is not null);
    }

    /// <summary>A profile in it may be what is wrong: that is seen when it is looked at, or something else is wrong before.</summary>
    private void AssertNoQuote(in ReadOnlySequence<byte> bytes)
    {
        if (BatchOracle.Read(bytes) is not { } batch) return;
        try
        {
            _mutated.Answer(batch, out var reply);
            Assert.NotNull(reply.Error);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Internal)
        {
        }
    }
}
