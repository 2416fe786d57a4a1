using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Canbao.EndToEnd.Tests.Service;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Canbao.EndToEnd.Tests.Launcher;

/// <summary>The service as a process of its own.</summary>
public class ServeTests : IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(Launcher.PrepareAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Serve_SaysWhenItIsReady_AndAnswers()
    {
        await using var service = await LaunchedService.StartAsync();
        Assert.Matches(@"^canbao: serving \d+ polic(y|ies) on http://127\.0\.0\.1:\d+ \(book [0-9a-f]{12}\)$", service.ReadyLine);
        using var channel = GrpcChannel.ForAddress(service.Address);
        var quote = await new QuoteService.QuoteServiceClient(channel).QuoteAsync(Ask.Resident());
        Assert.Equal(400_00, quote.FeeFen);
    }

    [Fact]
    public async Task Serve_ForBrowsers_NamesBothAddresses()
    {
        await using var service = await LaunchedService.StartAsync("--web", "127.0.0.1:0", "--cors", "http://page.test");
        var addresses = Regex.Match(service.ReadyLine, @" on (http://127\.0\.0\.1:\d+) and for browsers on (http://127\.0\.0\.1:\d+) \(book ");
        using var channel = GrpcChannel.ForAddress(addresses.Groups[1].Value);
        Assert.Equal(400_00, (await new QuoteService.QuoteServiceClient(channel).QuoteAsync(Ask.Resident())).FeeFen);
        using var browser = new HttpClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, addresses.Groups[2].Value);
        preflight.Headers.Add("Origin", "http://page.test");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        using var permission = await browser.SendAsync(preflight);
        Assert.Equal(["http://page.test"], permission.Headers.GetValues("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_ReachesTheServer_WhichEndsWell(string signal)
    {
        await using var service = await LaunchedService.StartAsync();
        using var channel = GrpcChannel.ForAddress(service.Address);
        using var call = new QuoteService.QuoteServiceClient(channel).StreamQuotes(deadline: DateTime.UtcNow.AddMinutes(1));
        await Exchange.OneAsync(call, Ask.Columns(1));
        await Launcher.SignalAsync(service.Process.Id, signal);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Ending.AssertStatus(StatusCode.Unavailable, thrown);
        Assert.Equal((0, ""), await service.EndAsync());
    }

    /// <summary>Replies fill what is between the two; the caller goes on reading when a signal has already asked for the end.</summary>
    [Fact]
    public async Task Signal_WaitsForACallerWhoReadsSlowly()
    {
        await using var service = await LaunchedService.StartAsync("--no-proof");
        using var channel = GrpcChannel.ForAddress(service.Address);
        using var call = new QuoteService.QuoteServiceClient(channel).StreamQuotes(deadline: DateTime.UtcNow.AddMinutes(1));
        for (var batch = 1ul; batch <= 20; batch++)
            await call.RequestStream.WriteAsync(Ask.Columns(batch, b => b.ProfileIndex.AddRange(new uint[20_000])));
        await Task.Delay(TimeSpan.FromSeconds(1));
        await Launcher.SignalAsync(service.Process.Id, "TERM");
        await Task.Delay(TimeSpan.FromSeconds(3));
        var replies = 0;
        var thrown = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            for (; await call.ResponseStream.MoveNext(); replies++) Assert.Null(call.ResponseStream.Current.Error);
        });
        Ending.AssertStatus(StatusCode.Unavailable, thrown);
        Assert.InRange(replies, 3, 19);
        Assert.Equal((0, ""), await service.EndAsync());
    }

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    [InlineData("192.0.2.1:5080")]
    public async Task Rejects_AddressesThatOthersReach(string address)
    {
        var result = await Launcher.RunAsync("serve", "--listen", address);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--unsafe-anyone-on-the-network-may-ask", result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("5080")]
    [InlineData("127.0.0.1:66000")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Rejects_WhatIsNoAddressAndPort(string address)
    {
        var result = await Launcher.RunAsync("serve", "--listen", address);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"'{address}'", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_APortThatIsTaken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var result = await Launcher.RunAsync("serve", "--listen", taken.LocalEndpoint.ToString()!);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(taken.LocalEndpoint.ToString()!, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_AFolderWithoutPolicies()
    {
        var folder = Directory.CreateTempSubdirectory("canbao-empty-");
        try
        {
            var result = await Launcher.RunAsync("serve", "--listen", "127.0.0.1:0", "--policies", folder.FullName);
            Assert.Equal(1, result.ExitCode);
            Assert.Contains(folder.FullName, result.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
