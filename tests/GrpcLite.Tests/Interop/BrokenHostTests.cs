using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GrpcLite.Tests.Interop;

/// <summary>That a case can fail: against a host that answers every call with INTERNAL and reads nothing.</summary>
public sealed class BrokenHostTests
{
    // These end by the client's own hand; the server's answer comes too late, or not at all. They prove something only together
    // with the cases that cannot pass here.
    private static readonly string[] EndedByTheClient = ["cancel_after_begin", "timeout_on_sleeping_server"];

    public static TheoryData<string> Clients() => [.. ForeignClient.Cases.Keys];

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task Client_FailsEveryCase_ThatTheServerDecides(string client)
    {
        await using var host = await GrpcHost.StartAsync(app => app.Run(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "13";
            return Task.CompletedTask;
        }));
        var port = new Uri(host.Address).Port;
        var passed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(ForeignClient.Cases[client].Except(EndedByTheClient), new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (test, _) =>
            {
                if (await ForeignClient.FailureAsync(client, port, test) is null)
                {
                    passed.Add(test);
                }
            });
        Assert.Empty(passed);
    }
}
