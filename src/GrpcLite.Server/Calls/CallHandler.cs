using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Calls;

/// <summary>Handles the requests of one method.</summary>
internal abstract class CallHandler
{
    internal const string LogCategory = "Grpc.AspNetCore.Server.ServerCallHandler";

    internal abstract Task HandleAsync(HttpContext http);
}
