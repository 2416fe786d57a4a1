using Canbao.Api.Client;
using Canbao.EndToEnd.Tests.Service;
using Grpc.Core;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>An address where no service of quotes is counts as one that does not serve, and the caller is told what is there.</summary>
public class StrangePeerTests
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "HTTP/2, 404", "is no gRPC service (HTTP 404)" },
        { "HTTP/2, 503", "answers HTTP 503" },
        { "HTTP/2, a page", "is no gRPC service (HTTP 200, text/html)" },
        { "another gRPC service", "is another gRPC service" },
        { "HTTP/1.1, a server that knows of HTTP/2", "answers HTTP/1.1" },
        { "HTTP/1.1", "answers HTTP/1.1" },
        { "TLS", "closes the connection or connection reset" },
        { "TLS, with an alert", "wants TLS" },
        // Whether the client reads the reset or only finds the connection gone is a matter of moments.
        { "resets", "connection reset or closes the connection" },
        { "closes", "closes the connection" },
        { "something else", "does not speak HTTP/2" },
        { "says nothing", "says nothing" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Alone_IsNamedWithWhatItIs(string kind, string says)
    {
        await using var peer = await StrangePeer.StartAsync(kind);
        await using var client = FailureTests.Client(o => o with { Patience = FailureTests.ShortPatience }, peer.Address);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => FailureTests.FeesAsync(client, 1));
        Assert.Equal(StatusCode.Unavailable, thrown.StatusCode);
        Assert.Contains(thrown.Status.Detail, says.Split(" or ").Select(said => $"no answer within 4,000 ms from {peer.Address} ({said})"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task BesideAGoodOne_IsNotUsed(string kind, string says)
    {
        await using var peer = await StrangePeer.StartAsync(kind);
        await using var good = await ScriptedServer.StartAsync(stream => stream.AnswerAllAsync(), ServingStatus.NotServing);
        await using var client = FailureTests.Client(o => o with { Streams = 3 }, peer.Address, good.Address);
        var quoting = FailureTests.FeesAsync(client, 40);
        // Long enough that the client has found out what the other one is.
        await Task.Delay(TimeSpan.FromSeconds(1));
        good.Health = ServingStatus.Serving;
        Assert.Equal(FailureTests.Dates(40), await quoting);
        Assert.Equal(40, good.Came.Count);
        Assert.NotEmpty(says);
    }

    /// <summary>A proxy before a service may let through the path of the quotes alone.</summary>
    [Fact]
    public async Task ServiceWhoseHealthIsNotLetThrough_IsUsed()
    {
        await using var server = await ScriptedServer.StartAsync(stream => stream.AnswerAllAsync(), withHealth: false, otherPaths: 404);
        await using var client = FailureTests.Client(o => o, server.Address);
        Assert.Equal(FailureTests.Dates(3), await FailureTests.FeesAsync(client, 3));
    }

    [Fact]
    public async Task Health_SaysTheSame()
    {
        await Launcher.Launcher.PrepareAsync();
        // One after the other: the command waits for three seconds, of which a machine with other work needs some to start.
        foreach (var (kind, says) in Kinds.Select(kind => kind.Data))
            if (kind is "HTTP/2, 404" or "HTTP/1.1" or "resets" or "says nothing") await AssertHealthAsync(kind, says);
    }

    private static async Task AssertHealthAsync(string kind, string says)
    {
        await using var peer = await StrangePeer.StartAsync(kind);
        var health = await Launcher.Launcher.RunAsync("health", "--address", peer.Address.ToString());
        Assert.Equal((1, ""), (health.ExitCode, health.Output));
        Assert.Contains(health.Errors, says.Split(" or ").Select(said => $"canbao: {peer.Address}: {said}\n"));
    }
}
