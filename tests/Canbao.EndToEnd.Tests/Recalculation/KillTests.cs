using System.Diagnostics;
using System.Globalization;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>
/// Whenever a recalculation is killed, the same command goes on, and in the end the files are those of a run that nobody disturbed.
/// CANBAO_KILLS says how often; CONTRIBUTING.md has the command.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Residents = 40_000, PartRows = 2_000, Parts = Residents / PartRows;

    private readonly Random _random = new(20260101);

    [Fact]
    public async Task Killed_AtAnyMoment_GoesOnToTheSameBytes()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("CANBAO_KILLS") ?? "4", NumberStyles.None, CultureInfo.InvariantCulture);
        using var job = await Job.CreateAsync(Residents, PartRows);
        await job.FinishAsync("reference.csv");
        var (hits, kills) = (0, 0);
        // A kill that came after the end proves nothing, and is made up for by another one.
        for (; hits < rounds && kills < 2 * rounds; kills++)
        {
            if (await KillAsync(job, kills)) hits++;
            // Every third time it is killed again while it goes on.
            if (kills % 3 == 2) await KillAsync(job, kills);
            await job.FinishAsync("killed.csv");
            job.AssertSame("reference.csv", "killed.csv");
            job.Remove("killed.csv");
        }
        output.WriteLine($"{kills} of {kills} identical; {hits} kills came while work was going on");
        Assert.True(hits == rounds, $"only {hits} of {kills} kills came while work was going on");
    }

    [Fact]
    public async Task Twins_OneOfThemKilled_GiveTheSameBytes()
    {
        using var job = await Job.CreateAsync(Residents / 2, PartRows);
        await job.FinishAsync("reference.csv");
        for (var round = 0; round < 2; round++)
        {
            using var killed = job.Start("twins.csv");
            using var second = job.Start("twins.csv");
            var third = job.RunAsync("twins.csv");
            await job.WaitForPartsAsync(killed, "twins.csv", 1 + _random.Next(Parts / 4));
            if (round > 0) killed.Kill();
            await Task.WhenAll(killed.WaitForExitAsync(), second.WaitForExitAsync(), third);
            Assert.True((await third).ExitCode == Job.Rejected, (await third).Errors);
            Assert.Equal(Job.Rejected, second.ExitCode);
            if (round == 0) Assert.Equal(Job.Rejected, killed.ExitCode);
            job.AssertSame("reference.csv", "twins.csv");
            job.Remove("twins.csv");
        }
    }

    /// <summary>Kills at a moment of the whole work: while it starts, within a part, or while the files get their names. Whether it hit work.</summary>
    private async Task<bool> KillAsync(Job job, int round)
    {
        using var process = job.Start("killed.csv");
        var before = job.Parts("killed.csv");
        if (round % 10 == 9) await Task.Delay(_random.Next(400));
        else if (round % 5 == 1) await WaitForNamesAsync(job, process);
        else
        {
            await job.WaitForPartsAsync(process, "killed.csv", before + _random.Next(1, Math.Max(2, Parts - before - 1)));
            await Task.Delay(_random.Next(20));
        }
        var hits = !process.HasExited && job.IsBegun("killed.csv");
        process.Kill();
        await process.WaitForExitAsync();
        return hits && !job.IsFinished("killed.csv");
    }

    private static async Task WaitForNamesAsync(Job job, Process process)
    {
        while (!process.HasExited && !File.Exists(job.PathOf("killed.csv.undetermined.csv")) && !File.Exists(job.PathOf("killed.csv.rejects.csv")))
            await Task.Delay(1);
    }
}
