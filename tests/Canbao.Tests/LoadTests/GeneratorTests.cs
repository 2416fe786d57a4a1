using System.Net;
using Canbao.LoadTests.Load;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Tests.LoadTests;

/// <summary>What another generator of load is given, what it tells, and what it does not look at.</summary>
public class GeneratorTests
{
    private static readonly QuoteRequest Question = new() { Region = "500230", BenefitYear = 2025 };

    [Theory]
    [InlineData("1796083621582608\t200\t1526", 200, 1_526_000)]
    [InlineData("1796083621582608\t-1\t7", -1, 7_000)]
    [InlineData("1796083621582608\t503\t0\tanother column", 503, 0)]
    public void Accepts_ARowOfItsLog(string line, int status, long nanoseconds)
    {
        Assert.Equal(new H2LoadRow(status, nanoseconds), H2LoadRow.Read(line));
        Assert.Equal(status == 200, H2LoadRow.Read(line)!.Value.IsAnswered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("client could not connect to host")]
    [InlineData("1796083621582608\t200")]
    [InlineData("1796083621582608\t200\t-3")]
    public void Rejects_WhatIsNoRow(string line) => Assert.Null(H2LoadRow.Read(line));

    [Fact]
    public async Task Question_IsWhatGrpcSends()
    {
        var service = new FixedService();
        using var quote = service.Ask();
        Assert.Equal(service.Fee, (await quote.PrepareAsync(default)).FeeFen);
        Assert.Equal("http://127.0.0.1:1/canbao.v1.QuoteService/Quote application/grpc trailers 2.0", service.Asked);
        Assert.Equal([0, 0, 0, 0, (byte)Question.CalculateSize(), .. Question.ToByteArray()], quote.Body);
        Assert.Null(await quote.AskAsync(default));
    }

    /// <summary>In each of these the HTTP status is 200, and a generator that looks at nothing else sees nothing.</summary>
    [Fact]
    public async Task Rejects_WhatTheHttpStatusHides()
    {
        var service = new FixedService();
        using var quote = service.Ask();
        await quote.PrepareAsync(default);
        service.Fee++;
        Assert.Equal("Quote: another answer than before", await quote.AskAsync(default));
        service.Fee--;
        service.Status = "8";
        Assert.Equal("Quote: ResourceExhausted: too many", await quote.AskAsync(default));
        service.Status = null;
        Assert.Equal("Quote: Unknown: HTTP status 200 without a grpc-status", await quote.AskAsync(default));
        await Assert.ThrowsAsync<RpcException>(() => quote.PrepareAsync(default));
        Assert.Equal("Quote: no answer until the patience was over", await quote.AskAsync(new CancellationToken(canceled: true)));
    }

    /// <summary>Answers with what it is told to.</summary>
    private sealed class FixedService : HttpMessageHandler
    {
        public long Fee { get; set; } = 40_00;

        public string? Status { get; set; } = "0";

        public string? Asked { get; private set; }

        public FramedQuote Ask() => new(new HttpMessageInvoker(this), new Uri("http://127.0.0.1:1"), Question);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            Asked = $"{request.RequestUri} {request.Content!.Headers.ContentType} {request.Headers.TE} {request.Version}";
            var quote = new Quote { FeeFen = Fee }.ToByteArray();
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([0, 0, 0, 0, (byte)quote.Length, .. quote]) };
            if (Status is not null) response.TrailingHeaders.Add("grpc-status", Status);
            response.TrailingHeaders.Add("grpc-message", "too many");
            return Task.FromResult(response);
        }
    }
}
