using System.Diagnostics;
using Canbao.EndToEnd.Tests.Recalculation;
using Canbao.EndToEnd.Tests.Service;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>The patience counts from the last answer of any address, wherever it is waited for, and is over when it is over.</summary>
public class PatienceTests
{
    // What a machine with other work may add.
    private const double Slack = 10;

    /// <summary>With the usual time for one stream, which is longer than the patience.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    public async Task SilentServices_AreToldWithinThePatience(int services, int streams)
    {
        await using var one = await SilentAsync();
        await using var other = await SilentAsync();
        Uri[] addresses = services == 1 ? [one.Address] : [one.Address, other.Address];
        await using var client = FailureTests.Client(o => o with { Streams = streams, Patience = FailureTests.ShortPatience }, addresses);
        var watch = Stopwatch.StartNew();
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FailureTests.FeesAsync(client, 3));
        Assert.InRange(watch.Elapsed.TotalSeconds, 3.9, 4 + Slack);
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
        Assert.StartsWith("no answer within 4,000 ms from ", thrown.Status.Detail, StringComparison.Ordinal);
        foreach (var address in addresses)
            Assert.Matches($@"{address} \((its health is Serving|says nothing); a stream of it was silent for [\d,]+ ms\)", thrown.Status.Detail);
    }

    [Fact]
    public async Task ItCountsFromTheLastAnswer()
    {
        await using var server = await ScriptedServer.StartAsync(async stream =>
        {
            for (var answered = 0; answered < 5 && await stream.NextAsync() is { } batch; answered++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), stream.Ended);
                await stream.SendAsync(ScriptedStream.Reply(batch));
            }
            while (await stream.NextAsync() is not null) { }
        });
        await using var client = FailureTests.Client(o => o with { Streams = 1, Patience = FailureTests.ShortPatience }, server.Address);
        var (fees, watch) = (new List<long>(), Stopwatch.StartNew());
        await Assert.ThrowsAsync<RpcException>(() => FailureTests.FeesAsync(client, 12, fees));
        Assert.Equal(FailureTests.Dates(5), fees);
        Assert.InRange(watch.Elapsed.TotalSeconds, 8.9, 9 + Slack);
    }

    [Fact]
    public async Task SilentService_LeavesPatienceForTheOther()
    {
        await using var silent = await SilentAsync();
        await using var good = await ScriptedServer.StartAsync();
        await using var client = FailureTests.Client(o => o with { Streams = 2, Patience = TimeSpan.FromSeconds(6) }, silent.Address, good.Address);
        var watch = Stopwatch.StartNew();
        Assert.Equal(FailureTests.Dates(40), await FailureTests.FeesAsync(client, 40));
        Assert.NotEmpty(silent.Came);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 6 + Slack);
    }

    [Fact]
    public async Task Recalculation_NamesEveryAddressWithWhatItIs()
    {
        await Launcher.Launcher.PrepareAsync();
        await using var silent = await SilentAsync();
        await using var other = await SilentAsync();
        await using var page = await StrangePeer.StartAsync("HTTP/2, a page");
        using var job = new ServedJob(Documents.PolicyFolder.LoadBook(RepositoryFolder.Policies), 1_000);
        var addresses = string.Join(',', new[] { silent.Address, other.Address, page.Address }.Select(a => a.Authority));
        var watch = Stopwatch.StartNew();
        var run = await Launcher.Launcher.RunAsync(
            "recalculate", "--in", job.Input, "--out", job.PathOf("quotes.csv"), "--server", $"{addresses},127.0.0.1:1", "--patience", "8");
        Assert.InRange(watch.Elapsed.TotalSeconds, 7.9, 9 + 2 * Slack);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("canbao: the service cannot be reached: no answer within 8,000 ms from ", run.Errors, StringComparison.Ordinal);
        const string says = @"(says nothing|its health is Serving)(; a stream of it was silent for [\d,]+ ms)?";
        Assert.Matches($@"from {silent.Address} \({says}\); {other.Address} \({says}\); {page.Address} ", run.Errors);
        Assert.Contains("; a stream of it was silent for ", run.Errors, StringComparison.Ordinal);
        const string page200 = "is no gRPC service (HTTP 200, text/html)";
        Assert.Contains($"{page.Address} ({page200}); http://127.0.0.1:1/ (connection refused)", run.Errors, StringComparison.Ordinal);
    }

    /// <summary>Answers for its health, takes everything and says nothing.</summary>
    private static Task<ScriptedServer> SilentAsync() => ScriptedServer.StartAsync(async stream =>
    {
        while (await stream.NextAsync() is not null) { }
    });
}
