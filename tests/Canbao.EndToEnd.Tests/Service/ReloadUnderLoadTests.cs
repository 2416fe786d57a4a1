using System.Collections.Concurrent;
using System.Diagnostics;
using Canbao.Api;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>
/// The folder is flipped between two versions and a broken one while callers ask all the time. Every answer is one of the version that
/// it names: compared with the answers of both, computed without a server.
/// </summary>
[Collection(AloneCollection.Name)]
public class ReloadUnderLoadTests(ITestOutputHelper output)
{
    private const int Flips = 24, UnaryCallers = 4, Streams = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task EveryAnswer_IsOfOneOfTheTwoBooks()
    {
        await using var service = await ReloadingServer.StartAsync();
        var good = service.Scratch.Read(ReloadingServer.Document);
        var other = good.Replace(ReloadingServer.None, ReloadingServer.Granted, StringComparison.Ordinal);
        Dictionary<string, Version> versions = [];
        foreach (var text in (string[])[other, good])
        {
            service.Scratch.Write(ReloadingServer.Document, text);
            var version = new Version(service.Scratch.Folder);
            versions.Add(version.Digest, version);
        }
        using var stop = new CancellationTokenSource(Longest);
        var (seen, callers) = (new ConcurrentDictionary<string, int>(), new List<Task<int>>());
        for (var i = 0; i < UnaryCallers; i++) callers.Add(CallAsync(service.Server, versions, seen, stop));
        for (var i = 0; i < Streams; i++) callers.Add(StreamAsync(service.Server, versions, seen, stop));
        var watch = Stopwatch.StartNew();
        await FlipAsync(service, [other, "[", good], stop);
        await stop.CancelAsync();
        var answered = await Task.WhenAll(callers);
        output.WriteLine($"{Flips} flips in {watch.Elapsed.TotalSeconds:F1} s; answered {string.Join(", ", answered)}; {string.Join(", ", seen)}");
        Assert.All(answered, count => Assert.True(count > 10, $"{count} answers"));
        foreach (var digest in versions.Keys)
            foreach (var how in (string[])["unary", "batch"]) Assert.True(seen.GetValueOrDefault($"{how} {digest}") > 0, $"{how}: nothing of {digest}");
    }

    /// <summary>Most flips are asked for, some are left to be found; after each valid one its answers are there.</summary>
    private static async Task FlipAsync(ReloadingServer service, string[] texts, CancellationTokenSource stop)
    {
        for (var flip = 0; flip < Flips && !stop.IsCancellationRequested; flip++)
        {
            var before = await service.ListAsync();
            service.Scratch.Write(ReloadingServer.Document, texts[flip % texts.Length]);
            if (flip % 6 < 3) Assert.Equal(texts[flip % texts.Length] == "[", (await service.ReloadAsync()).Problems.Count > 0);
            else await ReloadingServer.UntilAsync(async () =>
            {
                var now = await service.ListAsync();
                return now.Reloads > before.Reloads || now.ReloadProblems.Count != before.ReloadProblems.Count;
            });
        }
        Assert.False(stop.IsCancellationRequested, "too slow");
    }

    private static async Task<int> CallAsync(
        RunningServer server, Dictionary<string, Version> versions, ConcurrentDictionary<string, int> seen, CancellationTokenSource stop)
    {
        await Task.Yield();
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            var quote = await server.Quotes.QuoteAsync(ReloadingServer.Payer, deadline: DateTime.UtcNow + Patience);
            var version = versions.Single(v => v.Value.Unary.Equals(quote));
            seen.AddOrUpdate($"unary {version.Key}", 1, (_, n) => n + 1);
            await Task.Delay(1);
        }
        return answered;
    }

    private static async Task<int> StreamAsync(
        RunningServer server, Dictionary<string, Version> versions, ConcurrentDictionary<string, int> seen, CancellationTokenSource stop)
    {
        await Task.Yield();
        using var call = server.Quotes.StreamQuotes(deadline: DateTime.UtcNow + Patience);
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            var reply = await Exchange.OneAsync(call, Version.Batch);
            Assert.Equal(versions[reply.BookDigest].Reply, reply);
            seen.AddOrUpdate($"batch {reply.BookDigest}", 1, (_, n) => n + 1);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        return answered;
    }

    /// <summary>One version of the folder with its answers.</summary>
    private sealed class Version
    {
        internal Version(string folder)
        {
            using var plans = new PlanCache();
            var books = new PolicyBookHolder(PolicyFolder.LoadBook(folder));
            var batches = new BatchService(books, new BatchQuoter(plans), new ServiceLimits(), new Defects(NullLogger<Defects>.Instance)).Open();
            Digest = books.Current.Digest;
            Reply = QuoteBatchCodec.ToMessage(batches.Answer(QuoteBatchCodec.FromMessage(Batch)));
            var unary = QuoteBatchCodec.ToMessage(
                batches.Answer(QuoteBatchCodec.FromMessage(new QuoteBatch { Rows = { ReloadingServer.Payer } })));
            (Unary, var policy) = (unary.Distinct[0].Quote, unary.Policies[0]);
            Unary.PolicyIndex = 0;
            Unary.Policy = policy;
        }

        /// <summary>Many residents with many answers, so that a batch takes a while; most depend on what is flipped.</summary>
        internal static QuoteBatch Batch { get; } = MakeBatch();

        internal string Digest { get; }

        internal QuoteBatchReply Reply { get; }

        internal Quote Unary { get; }

        private static QuoteBatch MakeBatch()
        {
            var batch = new QuoteBatch { BatchId = 1, Region = Ask.Region, BenefitYear = Ask.Year };
            for (var gap = 0u; gap < 100; gap++)
            {
                var profile = Ask.Profile("subsistence_allowance");
                profile.GapYears = gap % 50;
                if (gap >= 50) profile.Identities.Add("severe_disability");
                batch.Profiles.Add(profile);
            }
            batch.PaymentDates.AddRange([20250701, 20250815, 20250930, Ask.PaymentDate]);
            for (var i = 0u; i < 2_000; i++)
            {
                batch.ProfileIndex.Add(i % 100);
                batch.PaymentDateIndex.Add(i / 100 % 4);
            }
            return batch;
        }
    }
}
