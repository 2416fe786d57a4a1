using System.Buffers;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging;

namespace Canbao.Tests.Server;

/// <summary>A stream of batches without the wire, but in the wire's bytes both ways.</summary>
internal sealed class BatchExchange(PolicyBookHolder books, PlanCache plans, ServiceLimits limits)
{
    private readonly BatchStream _stream =
        new BatchService(books, new BatchQuoter(plans), limits, new Defects(new Thrower())).Open();

    public BatchExchange(PolicyBookHolder books, PlanCache plans)
        : this(books, plans, new ServiceLimits())
    {
    }

    public BatchExchange(PolicyBook book, PlanCache plans)
        : this(new PolicyBookHolder(book), plans)
    {
    }

    public BatchExchange(PolicyBook book, PlanCache plans, ServiceLimits limits)
        : this(new PolicyBookHolder(book), plans, limits)
    {
    }

    public QuoteBatchReply Answer(QuoteBatch batch) => Answer(QuoteBatchCodec.Read(new ReadOnlySequence<byte>(batch.ToByteArray())));

    public QuoteBatchReply Answer(QuoteBatchColumns batch) => QuoteBatchCodec.ToMessage(_stream.Answer(batch));

    /// <summary>A mistake of ours is nothing that a test expects as an answer.</summary>
    private sealed class Thrower : ILogger<Defects>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException(formatter(state, exception), exception);
    }
}
