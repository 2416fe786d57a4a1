using System.IO.Pipelines;
using GrpcLite.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GrpcLite.Server.Web;

/// <summary>
/// One request of gRPC-Web and its response. While it lives it stands in for those features of the server that differ:
/// bodies may be base64, trailers are the last frame of the body, and HTTP/1.1 has no reset.
/// </summary>
internal sealed class WebExchange :
    IRequestBodyPipeFeature, IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IHttpResetFeature, IDisposable
{
    private readonly HttpContext http;
    private readonly IRequestBodyPipeFeature request;
    private readonly IHttpResponseBodyFeature response;
    private readonly IHttpResponseTrailersFeature? trailers;
    private readonly IHttpResetFeature? reset;
    private readonly Base64PipeWriter? encoder;
    private readonly PipeReader? decoder;
    private Stream? stream;
    private bool completed;

    internal WebExchange(HttpContext http, bool textRequest, bool textResponse)
    {
        this.http = http;
        request = http.Features.GetRequiredFeature<IRequestBodyPipeFeature>();
        response = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        trailers = http.Features.Get<IHttpResponseTrailersFeature>();
        reset = http.Features.Get<IHttpResetFeature>();
        decoder = textRequest ? PipeReader.Create(new Base64Stream(request.Reader)) : null;
        encoder = textResponse ? new Base64PipeWriter(response.Writer) : null;
        SetFeatures(this, this, this, this, this);
        http.Response.OnStarting(SetContentType);
    }

    public PipeReader Reader => decoder ?? request.Reader;

    public PipeWriter Writer => encoder ?? response.Writer;

    public Stream Stream => stream ??= Writer.AsStream();

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    /// <summary>Ends the response before the request delegate returns, as a passed deadline does.</summary>
    public async Task CompleteAsync()
    {
        await FinishAsync();
        await response.CompleteAsync();
        completed = true;
    }

    /// <summary>Sends the trailers. A response of headers alone has its status in them, and no trailers.</summary>
    internal async Task FinishAsync()
    {
        if (completed || Trailers.Count == 0)
        {
            return;
        }

        TrailerFrame.Write(Writer, Trailers);
        Trailers = new HeaderDictionary();
        await Writer.FlushAsync();
    }

    /// <summary>HTTP/1.1 can only drop the connection, and must not while a whole response is on its way.</summary>
    public void Reset(int errorCode)
    {
        if (reset is not null)
        {
            reset.Reset(errorCode);
        }
        else if (completed)
        {
            Reader.CancelPendingRead();
        }
        else
        {
            http.Abort();
        }
    }

    public void DisableBuffering() => response.DisableBuffering();

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A gRPC response is no file.");

    public Task StartAsync(CancellationToken cancellationToken = default) => response.StartAsync(cancellationToken);

    public void Dispose()
    {
        SetFeatures(null, request, response, trailers, reset);
        decoder?.Complete();
        encoder?.Complete();
    }

    private void SetFeatures(
        WebExchange? exchange,
        IRequestBodyPipeFeature requestBody,
        IHttpResponseBodyFeature responseBody,
        IHttpResponseTrailersFeature? responseTrailers,
        IHttpResetFeature? responseReset)
    {
        http.Features.Set(exchange);
        http.Features.Set(requestBody);
        http.Features.Set(responseBody);
        http.Features.Set(responseTrailers);
        http.Features.Set(responseReset);
    }

    private Task SetContentType()
    {
        if (ContentTypes.IsGrpc(http.Response.ContentType))
        {
            http.Response.ContentType = encoder is null ? ContentTypes.GrpcWeb : ContentTypes.GrpcWebText;
        }

        return Task.CompletedTask;
    }
}
