using System.Diagnostics;
using System.Runtime;
using Canbao.Policies;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A caller with ever new profiles gets slower answers, not the server's memory. Runs alone: it measures this process.</summary>
[Collection(AloneCollection.Name)]
public class MemoryTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1 << 20;

    [Fact]
    public async Task ProfilesSeenOnce_AreForgotten()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = server.Quotes.StreamQuotes(deadline: DateTime.UtcNow.AddMinutes(3));
        var grown = await GrowthAsync(6, round => AskAsync(call, UniqueProfiles.Batch(round)));
        // The buffers of the connection are kept and reused, about 110 MiB; 393,216 profiles with their plans would be 1.2 GiB.
        Assert.True(grown < 160 * Mebibyte, $"{grown / Mebibyte} MiB more");
    }

    [Fact]
    public async Task ProfilesSeenTwice_StayWithinTheCache()
    {
        await using var server = await RunningServer.StartAsync();
        using var call = server.Quotes.StreamQuotes(deadline: DateTime.UtcNow.AddMinutes(3));
        var grown = await GrowthAsync(3, async round =>
        {
            for (var sight = 1; sight <= 2; sight++) await AskAsync(call, UniqueProfiles.Batch(round));
        });
        // The buffers again, and a cache of 96 MiB that counts its bytes by estimate; the plans of all profiles would be 0.8 GiB.
        Assert.True(grown < 320 * Mebibyte, $"{grown / Mebibyte} MiB more");
    }

    [Fact]
    public async Task ManyDistinctAnswers_AreToldToSplit()
    {
        await using var server = await RunningServer.StartAsync();
        var batch = UniqueProfiles.Batch(0);
        // Cover starts 90 days after each of them.
        for (var day = 0; day < 120; day++) batch.PaymentDates.Add(WireDate.Format(new DateOnly(2025, 3, 1).AddDays(day)));
        for (var i = 0; i < UniqueProfiles.Count; i++) batch.PaymentDateIndex.Add((uint)(i % batch.PaymentDates.Count));
        var replies = await Exchange.SendAsync(server, batch, Ask.Columns(2));
        Violations.AssertNames("batch", "at most 4194304 are sent: split the batch", replies[0].Error);
        Assert.Null(replies[1].Error);
    }

    private static async Task AskAsync(AsyncDuplexStreamingCall<QuoteBatch, QuoteBatchReply> call, QuoteBatch batch)
    {
        var reply = await Exchange.OneAsync(call, batch);
        if (reply.Error is null) Assert.DoesNotContain(Exchange.PerResident(reply), answer => answer.ResultCase != QuoteReply.ResultOneofCase.Quote);
        else Assert.Contains("split the batch", reply.Error.Message, StringComparison.Ordinal);
    }

    private async Task<long> GrowthAsync(int rounds, Func<int, Task> round)
    {
        var watch = Stopwatch.StartNew();
        await round(0);
        var before = Measure();
        for (var number = 1; number <= rounds; number++) await round(number);
        var after = Measure();
        output.WriteLine($"{before / Mebibyte} MiB, after {rounds} rounds {after / Mebibyte} MiB, {watch.ElapsedMilliseconds} ms");
        return after - before;
    }

    private static long Measure()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}

/// <summary>Tests that nothing else may run beside.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
