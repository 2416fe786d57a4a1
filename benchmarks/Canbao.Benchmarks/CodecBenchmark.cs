using System.Buffers;
using BenchmarkDotNet.Attributes;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.Benchmarks;

/// <summary>The codec: a batch from bytes, and its reply to bytes.</summary>
public class CodecBenchmark
{
    private readonly ReadOnlySequence<byte> _batch;
    private readonly ArrayBufferWriter<byte> _written = new(1 << 20);
    private readonly QuoteBatchReplyColumns _reply;

    public CodecBenchmark()
    {
        using var workload = new Workload();
        _batch = new(QuoteBatchCodec.ToMessage(workload.Columns).ToByteArray());
        _reply = new BatchService(new PolicyBookHolder(workload.Book), new BatchQuoter(workload.Plans), new ServiceLimits(),
            new Defects(NullLogger<Defects>.Instance)).Open().Answer(workload.Columns);
    }

    /// <summary>Residents read.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public int ReadBatch()
    {
        var batch = QuoteBatchCodec.Read(_batch);
        var residents = batch.ProfileIndex.Count;
        QuoteBatchCodec.Return(batch);
        return residents;
    }

    /// <summary>Bytes written.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public int WriteReply()
    {
        _written.ResetWrittenCount();
        QuoteBatchCodec.Write(_reply, _written);
        return _written.WrittenCount;
    }
}
