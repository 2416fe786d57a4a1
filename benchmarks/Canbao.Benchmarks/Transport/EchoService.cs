using Grpc.Core;

namespace Canbao.Benchmarks.Transport;

/// <summary>Gives every message the fixed answer that the floor gives too.</summary>
internal sealed class EchoService : EchoBase
{
    private readonly Task<Bytes> _unaryReply = Task.FromResult(new Bytes(Traffic.UnaryReply));

    public override Task<Bytes> Unary(Bytes request, ServerCallContext context) => _unaryReply;

    public override async Task Stream(IAsyncStreamReader<Bytes> requests, IServerStreamWriter<Bytes> replies, ServerCallContext context)
    {
        var reply = new Bytes(Traffic.Of(context.RequestHeaders).Reply);
        while (await requests.MoveNext(CancellationToken.None)) await replies.WriteAsync(reply);
    }
}
