using BenchmarkDotNet.Attributes;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Server.Mapping;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Benchmarks;

/// <summary>The codec: a batch from bytes, and its reply to bytes.</summary>
public class CodecBenchmark
{
    private readonly byte[] _batch;
    private readonly QuoteBatchReplyColumns _reply;

    public CodecBenchmark()
    {
        using var workload = new Workload();
        _batch = QuoteBatchCodec.ToMessage(workload.Columns).ToByteArray();
        _reply = BatchMapper.ToReply(1, workload.Book, new BatchQuoter(workload.Plans).Quote(workload.Book, workload.Batch));
    }

    /// <summary>Residents read.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public int ReadBatch() => QuoteBatchCodec.FromMessage(QuoteBatch.Parser.ParseFrom(_batch)).ProfileIndex.Length;

    /// <summary>Bytes written.</summary>
    [Benchmark(OperationsPerInvoke = Workload.BatchResidents)]
    public int WriteReply() => QuoteBatchCodec.ToMessage(_reply).ToByteArray().Length;
}
