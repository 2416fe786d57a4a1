using System.Net;
using System.Net.Http.Headers;
using Canbao.EndToEnd.Tests.Service;
using Canbao.Server.Hosting;
using Google.Protobuf;

namespace Canbao.EndToEnd.Tests.Web;

/// <summary>Who may use the endpoint for browsers, and for what.</summary>
public sealed class WebAccessTests : IAsyncLifetime
{
    private const string Quote = "/canbao.v1.QuoteService/Quote", Reload = "/canbao.v1.PolicyService/ReloadPolicies", GrpcWeb = "application/grpc-web";

    private readonly HttpClient _client = new();

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(watch: false, web: new WebOptions
    {
        Listen = new IPEndPoint(IPAddress.Loopback, 0), Origins = ["http://page.test"], Hosts = ["canbao.test"],
    });

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>A page whose name its owner has made lead to this machine sends that name.</summary>
    [Theory]
    [InlineData("page.test", HttpStatusCode.MisdirectedRequest)]
    [InlineData("page.test:80", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.page.test", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.page.test", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost:8080", HttpStatusCode.OK)]
    [InlineData("LOCALHOST", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8080", HttpStatusCode.OK)]
    [InlineData("canbao.test", HttpStatusCode.OK)]
    public async Task Host_MustBeOneOfOurs(string host, HttpStatusCode expected)
    {
        using var response = await AskAsync(Quote, GrpcWeb, request => request.Headers.Host = host);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, response.Content.Headers.ContentType?.MediaType == GrpcWeb);
    }

    /// <summary>What is behind the other endpoint's name is the business of whoever calls: no browser does.</summary>
    [Fact]
    public async Task Host_OfTheOtherEndpoint_MayBeAny()
    {
        using var response = await AskAsync(Quote, "application/grpc", request =>
        {
            request.RequestUri = new Uri(_server.Address + Quote);
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            request.Headers.Host = "canbao.cluster.local";
        });
        Assert.Equal("0", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Theory]
    [InlineData("application/grpc", HttpStatusCode.UpgradeRequired)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Rejects_WhatIsNotGrpcWeb(string contentType, HttpStatusCode expected)
    {
        using var response = await AskAsync(Quote, contentType);
        Assert.Equal(expected, response.StatusCode);
    }

    /// <summary>A browser calls from loopback, whatever page it shows.</summary>
    [Theory]
    [InlineData(GrpcWeb)]
    [InlineData("application/grpc-web-text")]
    [InlineData("application/grpc")]
    public async Task Reload_IsNotForBrowsers(string contentType)
    {
        using var response = await AskAsync(Reload, contentType);
        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.UnsupportedMediaType, HttpStatusCode.UpgradeRequired });
    }

    [Fact]
    public async Task Preflight_NamesWhatAPageMayDo()
    {
        using var response = await PreflightAsync("http://page.test");
        Assert.Equal(["http://page.test"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["POST"], response.Headers.GetValues("Access-Control-Allow-Methods"));
        Assert.Equal(["content-type,x-grpc-web,grpc-timeout"], response.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        using var answer = await AskAsync(Quote, GrpcWeb, request => request.Headers.Add("Origin", "http://page.test"));
        Assert.Equal(["grpc-status,grpc-message,grpc-status-details-bin,grpc-encoding,grpc-accept-encoding"],
            answer.Headers.GetValues("Access-Control-Expose-Headers"));
    }

    [Theory]
    [InlineData("https://page.test")]
    [InlineData("http://page.test:8080")]
    [InlineData("http://sub.page.test")]
    [InlineData("null")]
    public async Task Preflight_OfAnotherOrigin_GetsNoPermission(string origin)
    {
        using var response = await PreflightAsync(origin);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    private Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, _server.WebAddress + Quote);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-grpc-web,grpc-timeout");
        return _client.SendAsync(request);
    }

    private Task<HttpResponseMessage> AskAsync(string path, string contentType, Action<HttpRequestMessage>? change = null)
    {
        var message = Ask.Resident().ToByteArray();
        var request = new HttpRequestMessage(HttpMethod.Post, _server.WebAddress + path)
        {
            Content = new ByteArrayContent([0, 0, 0, 0, checked((byte)message.Length), .. message]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.TE.ParseAdd("trailers");
        change?.Invoke(request);
        return _client.SendAsync(request);
    }
}
