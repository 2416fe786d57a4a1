using Grpc.AspNetCore.Web;
using Grpc.Core;

namespace GrpcLite.Tests.Web;

/// <summary>Answers gRPC-Web with one of its methods.</summary>
[EnableGrpcWeb]
internal sealed class PartlyWebService : ScriptBase
{
    public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult(request);

    [DisableGrpcWeb]
    public override Task ServerStream(string request, IServerStreamWriter<string> responses, ServerCallContext context) =>
        responses.WriteAsync(request);
}
