using Grpc.AspNetCore.Web;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GrpcLite.Server.Web;

/// <summary>Presents a gRPC-Web request to the call handlers as one of gRPC, and their response to the caller as gRPC-Web.</summary>
internal sealed class WebTranslation(RequestDelegate next, GrpcWebOptions options)
{
    internal Task HandleAsync(HttpContext http) =>
        ContentTypes.IsGrpcWeb(http.Request.ContentType) && HttpMethods.IsPost(http.Request.Method) && IsEnabled(http)
            ? TranslateAsync(http)
            : next(http);

    private bool IsEnabled(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IGrpcWebEnabledMetadata>()?.GrpcWebEnabled ?? options.DefaultEnabled;

    private async Task TranslateAsync(HttpContext http)
    {
        using var exchange = new WebExchange(http, ContentTypes.IsGrpcWebText(http.Request.ContentType), AcceptsText(http.Request));
        http.Request.ContentType = ContentTypes.Grpc;
        await next(http);
        await exchange.FinishAsync();
    }

    /// <summary>Who sends text need not read it: only what is accepted counts.</summary>
    private static bool AcceptsText(HttpRequest request)
    {
        var accepted = request.Headers.Accept.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries));
        return ContentTypes.IsGrpcWebText(accepted.FirstOrDefault(ContentTypes.IsGrpcWeb));
    }
}
