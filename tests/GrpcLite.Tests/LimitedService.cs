using Grpc.Core;
using Microsoft.AspNetCore.Mvc;

namespace GrpcLite.Tests;

/// <summary>Takes smaller bodies than messages. Streams are not meant by that.</summary>
[RequestSizeLimit(MaxBody)]
internal sealed class LimitedService : ScriptBase
{
    internal const int MaxBody = 1000;

    public override Task<string> Unary(string request, ServerCallContext context) => Task.FromResult(Answer(request));

    [RequestSizeLimit(2 * MaxBody)]
    public override Task ServerStream(string request, IServerStreamWriter<string> responses, ServerCallContext context) =>
        responses.WriteAsync(Answer(request));

    public override async Task<string> ClientStream(IAsyncStreamReader<string> requests, ServerCallContext context) =>
        Answer(string.Concat(await requests.ReadAllAsync().ToListAsync()));

    private static string Answer(string request) => request.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
