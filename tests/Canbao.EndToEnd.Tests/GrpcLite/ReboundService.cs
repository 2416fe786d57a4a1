using Grpc.Core;

namespace Canbao.EndToEnd.Tests.GrpcLite;

internal sealed class ReboundService : ReboundBase
{
    public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult(request);
}
