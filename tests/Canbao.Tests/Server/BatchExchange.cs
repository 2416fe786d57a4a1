using System.Buffers;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Server.Hosting;
using Canbao.Server.Services;
using Canbao.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.Tests.Server;

/// <summary>A stream of batches without the wire, but in the wire's bytes both ways.</summary>
internal sealed class BatchExchange(PolicyBook book, PlanCache plans, ServiceLimits limits)
{
    private readonly BatchStream _stream =
        new BatchService(new PolicyBookHolder(book), new BatchQuoter(plans), limits, new Defects(NullLogger<Defects>.Instance)).Open();

    public BatchExchange(PolicyBook book, PlanCache plans)
        : this(book, plans, new ServiceLimits())
    {
    }

    public QuoteBatchReply Answer(QuoteBatch batch) => Answer(QuoteBatchCodec.Read(new ReadOnlySequence<byte>(batch.ToByteArray())));

    public QuoteBatchReply Answer(QuoteBatchColumns batch) => QuoteBatchCodec.ToMessage(_stream.Answer(batch));
}
