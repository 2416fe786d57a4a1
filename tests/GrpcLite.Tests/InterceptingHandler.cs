namespace GrpcLite.Tests;

/// <summary>Answers in place of the server where the test gives an answer.</summary>
internal sealed class InterceptingHandler(Func<HttpResponseMessage?> answer) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        answer() is { } response ? Task.FromResult(response) : base.SendAsync(request, cancellationToken);
}
