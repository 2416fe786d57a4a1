using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>A job in shards, which may run twice, at the same time, or be killed, has the outcome of one run.</summary>
public class ShardTests
{
    private const int Shards = 8;

    [Fact]
    public async Task EightShards_TwoOfThemTwice_OneKilled_AreTheSingleRun()
    {
        using var job = await Job.CreateAsync(30_000, 1_000);
        await job.FinishAsync("single.csv", "--id-column", "id");
        for (var shard = 1; shard <= Shards; shard += 2)
        {
            // 2 and 6 are run twice at the same time; 3 is killed, and run again.
            using var killed = shard == 3 ? job.Start("q.csv", Options(3)) : null;
            if (killed is not null)
            {
                await job.WaitForPartsAsync(killed, $"q.csv.shard-3-of-{Shards}", 1);
                killed.Kill();
                await killed.WaitForExitAsync();
                Assert.False(job.IsFinished($"q.csv.shard-3-of-{Shards}"), "the kill came too late");
                await RefusedAsync(job, "shard 3/8: is not finished: run it again");
            }
            Task[] runs = [FinishAsync(job, shard), FinishAsync(job, shard + 1), .. shard % 4 == 1 ? [FinishAsync(job, shard + 1)] : Array.Empty<Task>()];
            await Task.WhenAll(runs);
        }
        await FinishAsync(job, 5);
        await MergeAsync(job);
        job.AssertSame("single.csv", "q.csv", exactly: false);
        await MergeAsync(job, "--remove-shards");
        job.AssertSame("single.csv", "q.csv");
        Assert.Equal(SheetsOf(job, "single.csv"), SheetsOf(job, "q.csv"));
    }

    [Fact]
    public async Task Merge_Refuses_WhatIsNotWhole()
    {
        using var job = await Job.CreateAsync(3_000, 1_000);
        for (var shard = 1; shard <= 2; shard++) await job.FinishAsync("q.csv", "--shard", $"{shard}/3");
        await RefusedAsync(job, "shard 3/3: is missing: run it");
        await job.FinishAsync("q.csv", "--shard", "3/3", "--columns", "status");
        await RefusedAsync(job, "shard 3/3: is of another job than shard 1/3: columns was");
        await job.FinishAsync("q.csv", "--shard", "3/3");
        var second = job.PathOf("q.csv.shard-2-of-3");
        var bytes = await File.ReadAllBytesAsync(second);
        await File.WriteAllBytesAsync(second, bytes[..^5]);
        await RefusedAsync(job, $"shard 2/3: {second} has {bytes.Length - 5} bytes; expected {bytes.Length}");
        await File.WriteAllBytesAsync(second, [.. bytes.Select(b => b == '\n' ? (byte)' ' : b)]);
        await RefusedAsync(job, $"shard 2/3: {second} has 0 lines; expected");
        File.Delete(second);
        await RefusedAsync(job, $"shard 2/3: {second} is missing");
        File.Copy(job.PathOf("q.csv.shard-1-of-3.job.json"), second + ".job.json", overwrite: true);
        await RefusedAsync(job, "is that of shard 1/3");
        await job.FinishAsync("q.csv", "--shard", "1/4");
        await RefusedAsync(job, "from several divisions: into 3, 4");
        Assert.False(File.Exists(job.PathOf("q.csv")), "something was put together");
    }

    [Fact]
    public async Task MoreShardsThanRows_AreTheSingleRun()
    {
        using var job = await Job.CreateAsync(5, 1_000);
        Assert.Equal(0, (await job.RunAsync("single.csv")).ExitCode);
        for (var shard = 1; shard <= 6; shard++) Assert.Equal(0, (await job.RunAsync("q.csv", "--shard", $"{shard}/6")).ExitCode);
        var merged = await Launcher.Launcher.RunAsync("merge", "--out", job.PathOf("q.csv"), "--remove-shards");
        Assert.True(merged.ExitCode == 0, merged.Errors);
        job.AssertSame("single.csv", "q.csv");
    }

    [Fact]
    public async Task Rejects_ShardsThatCannotBe()
    {
        using var job = await Job.CreateAsync(5, 1_000);
        foreach (var shard in new[] { "0/3", "4/3", "3", "1/10001", "-1/3", "1/3/5", "" })
        {
            var result = await job.RunAsync("q.csv", "--shard", shard);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("--shard: expected i/n with 1 <= i <= n <= 10000", result.Errors, StringComparison.Ordinal);
        }
        await Child.SucceedAsync("gzip", job.Input);
        var packed = await Launcher.Launcher.RunAsync("recalculate", "--in", job.Input + ".gz", "--out", job.PathOf("q.csv"), "--shard", "1/2");
        Assert.Equal(1, packed.ExitCode);
        Assert.Contains("unpack it once: gunzip -k", packed.Errors, StringComparison.Ordinal);
    }

    private static string[] Options(int shard) => ["--id-column", "id", "--shard", $"{shard}/{Shards}"];

    private static Task FinishAsync(Job job, int shard) => job.FinishAsync("q.csv", Options(shard));

    private static async Task MergeAsync(Job job, params string[] more)
    {
        var merged = await Launcher.Launcher.RunAsync(["merge", "--out", job.PathOf("q.csv"), .. more]);
        Assert.True(merged.ExitCode == Job.Rejected, merged.Errors);
    }

    private static async Task RefusedAsync(Job job, string says)
    {
        var refused = await Launcher.Launcher.RunAsync("merge", "--out", job.PathOf("q.csv"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(says, refused.Errors, StringComparison.Ordinal);
    }

    private static string[] SheetsOf(Job job, string output) =>
        [.. Directory.GetFiles(job.PathOf(output + ".sheets")).Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file) + File.ReadAllText(file))];
}
