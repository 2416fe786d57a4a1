using Grpc.Core;

namespace GrpcLite.Tests;

internal sealed class ReboundService : ReboundBase
{
    public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult(request);
}
