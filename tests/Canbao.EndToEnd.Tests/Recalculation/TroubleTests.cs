using System.Globalization;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>What goes wrong around a recalculation ends it with a sentence that names the file; afterwards the same command goes on.</summary>
public class TroubleTests
{
    private const int Residents = 40_000, PartRows = 1_000;

    [Theory]
    [InlineData("appended", "had ")]
    [InlineData("written", "was written to")]
    [InlineData("removed", "is not there any more")]
    public async Task ChangedInput_EndsTheRun_AndGoesOnWhenItIsBack(string change, string says)
    {
        using var job = await Job.CreateAsync(Residents, PartRows);
        await job.FinishAsync("reference.csv");
        var (length, modified) = (new FileInfo(job.Input).Length, File.GetLastWriteTimeUtc(job.Input));
        var run = job.RunAsync("q.csv");
        while (!run.IsCompleted && job.Parts("q.csv") == 0) await Task.Delay(2);
        if (change == "appended") await File.AppendAllTextAsync(job.Input, "one more\n");
        else if (change == "written") File.SetLastWriteTimeUtc(job.Input, modified.AddSeconds(1));
        else File.Move(job.Input, job.Input + ".away");
        var broken = await run;
        Assert.True(broken.ExitCode == 1, $"{broken.ExitCode}: {broken.Errors}");
        Assert.Contains($"{job.Input} {says}", broken.Errors, StringComparison.Ordinal);
        Assert.True(job.Parts("q.csv") > 0, "no part was kept");
        if (change != "removed")
        {
            var other = await job.RunAsync("q.csv");
            Assert.Equal(1, other.ExitCode);
            Assert.Contains("is the unfinished work of another job: input was", other.Errors, StringComparison.Ordinal);
        }
        if (change == "removed") File.Move(job.Input + ".away", job.Input);
        using (var file = File.OpenWrite(job.Input)) file.SetLength(length);
        File.SetLastWriteTimeUtc(job.Input, modified);
        await GoesOnAsync(job);
    }

    /// <summary>A limit of the process stands for a full disk: a write fails in the same way, with another number.</summary>
    [Fact]
    public async Task FullDisk_EndsTheRun_AndGoesOnWhenThereIsRoom()
    {
        using var job = await Job.CreateAsync(Residents, PartRows);
        await job.FinishAsync("reference.csv");
        var half = (new FileInfo(job.PathOf("reference.csv")).Length / 2 / 1024).ToString(CultureInfo.InvariantCulture);
        var command = job.Command("q.csv");
        var limited = Child.Command("/bin/bash", "-c", $"trap '' XFSZ; ulimit -f {half}; exec \"$0\" \"$@\"", command.FileName);
        // The runtime's double mapping of code is a file for that limit.
        limited.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var argument in command.ArgumentList) limited.ArgumentList.Add(argument);
        var full = await Child.RunAsync(limited);
        Assert.True(full.ExitCode == 1, $"{full.ExitCode}: {full.Errors}");
        Assert.Contains(job.PathOf("q.csv."), full.Errors, StringComparison.Ordinal);
        Assert.Contains("no file may be longer than", full.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", full.Errors, StringComparison.Ordinal);
        Assert.InRange(job.Parts("q.csv"), 5, (Residents / PartRows) - 5);
        await GoesOnAsync(job);
    }

    [Theory]
    [InlineData("/sys/q.csv")]
    [InlineData("/dev/null/q.csv")]
    public async Task FolderThatCannotBeWritten_IsNamed(string output)
    {
        using var job = await Job.CreateAsync(10, PartRows);
        var result = await job.RunAsync(output);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(output, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("defect", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_StopsSoon_AndSaysHowToGoOn(string signal)
    {
        using var job = await Job.CreateAsync(Residents, PartRows);
        await job.FinishAsync("reference.csv");
        using var process = Child.Start(job.Command("q.csv"));
        await job.WaitForPartsAsync(process, "q.csv", 2);
        await Launcher.Launcher.SignalAsync(process.Id, signal);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("stopped; the same command goes on", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.False(job.IsFinished("q.csv"), "it came to its end all the same");
        await GoesOnAsync(job);
    }

    private static async Task GoesOnAsync(Job job)
    {
        var result = await job.RunAsync("q.csv");
        Assert.True(result.ExitCode == Job.Rejected, result.Errors);
        Assert.Contains("by an earlier run", result.Output, StringComparison.Ordinal);
        job.AssertSame("reference.csv", "q.csv");
    }
}
