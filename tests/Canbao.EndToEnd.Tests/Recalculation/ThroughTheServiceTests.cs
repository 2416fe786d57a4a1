using Canbao.Documents;
using Canbao.EndToEnd.Tests.Launcher;
using Canbao.EndToEnd.Tests.Service;

namespace Canbao.EndToEnd.Tests.Recalculation;

/// <summary>A recalculation whose answers come from a service has the outcome of one in process, whatever happens to the service.</summary>
public class ThroughTheServiceTests
{
    // When so many are written, most of the others have not been sent yet: there are six blocks of a part each at once.
    private const int Residents = 60_000, InTheMiddle = 16_000;

    [Fact]
    public async Task TwoServices_SameBytesAsInProcess()
    {
        await using var first = await RunningServer.StartAsync();
        await using var second = await RunningServer.StartAsync();
        using var job = new ServedJob(PolicyFolder.LoadBook(RepositoryFolder.Policies), 100_000);
        var here = job.RunHere();
        Assert.InRange(here.Rejected, 2_000, 2_600);
        var run = job.Run("there", new Uri(first.Address), new Uri(second.Address));
        job.AssertSameAsHere(here, "there", await Task.Run(() => run.Run(_ => { }, default).Totals));
    }

    [Fact]
    public async Task KilledService_StopsTheJob_WhichGoesOnWithTheNextOne()
    {
        await Launcher.Launcher.PrepareAsync();
        await using var first = await LaunchedService.StartAsync("--no-proof");
        using var job = new ServedJob(PolicyFolder.LoadBook(RepositoryFolder.Policies), Residents);
        var run = job.Run("there", first.Address);
        var thrown = await Assert.ThrowsAsync<IOException>(() => Task.Run(() => run.Run(rows => KillAt(first, rows.Rows), default)));
        Assert.Contains("the service cannot be reached", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(first.Address.ToString(), thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(job.PathOf("there")));
        await using var second = await LaunchedService.StartAtAsync(first.Address.Port, "--no-proof");
        var resumed = job.Run("there", second.Address);
        var totals = await Task.Run(() => resumed.Run(_ => { }, default).Totals);
        Assert.InRange(resumed.RowsBefore, InTheMiddle / 2, Residents - 1);
        job.AssertSameAsHere(job.RunHere(), "there", totals);
    }

    [Fact]
    public async Task KilledService_LeavesItsWorkToTheOther()
    {
        await Launcher.Launcher.PrepareAsync();
        await using var first = await LaunchedService.StartAsync("--no-proof");
        await using var second = await RunningServer.StartAsync();
        using var job = new ServedJob(PolicyFolder.LoadBook(RepositoryFolder.Policies), Residents);
        var run = job.Run("there", first.Address, new Uri(second.Address));
        var totals = await Task.Run(() => run.Run(rows => KillAt(first, rows.Rows), default).Totals);
        Assert.True(first.Process.HasExited);
        job.AssertSameAsHere(job.RunHere(), "there", totals);
    }

    /// <summary>A job in process goes on through the service, and the other way round: they are the same job.</summary>
    [Fact]
    public async Task JobInProcess_GoesOnThroughTheService()
    {
        await using var server = await RunningServer.StartAsync();
        using var job = new ServedJob(PolicyFolder.LoadBook(RepositoryFolder.Policies), Residents);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => job.Run("there").Run(rows => StopAt(rows.Rows), stop.Token));
        var resumed = job.Run("there", new Uri(server.Address));
        var totals = await Task.Run(() => resumed.Run(_ => { }, default).Totals);
        Assert.InRange(resumed.RowsBefore, 1, Residents - 1);
        job.AssertSameAsHere(job.RunHere(), "there", totals);

        void StopAt(long rows)
        {
            if (rows >= InTheMiddle) stop.Cancel();
        }
    }

    [Fact]
    public async Task ReloadedPolicies_EndTheJob_WhichGoesOnWhenTheyAreBack()
    {
        await using var service = await ReloadingServer.StartAsync(watch: false);
        using var job = new ServedJob(PolicyFolder.LoadBook(service.Scratch.Folder), Residents);
        var address = new Uri(service.Server.Address);
        var changed = false;
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Task.Run(() => job.Run("there", address).Run(rows =>
        {
            if (changed || rows.Rows < InTheMiddle) return;
            changed = true;
            Reload(ReloadingServer.None, ReloadingServer.Granted);
        }, default)));
        Assert.Contains($"not those of this job, {job.Book.Digest[..12]}", thrown.Message, StringComparison.Ordinal);
        Assert.Contains((await service.ListAsync()).BookDigest[..12], thrown.Message, StringComparison.Ordinal);
        // The same command is refused as long as they are others, and goes on when they are the job's again.
        await Assert.ThrowsAsync<InvalidDataException>(() => Task.Run(() => job.Run("there", address).Run(_ => { }, default)));
        Reload(ReloadingServer.Granted, ReloadingServer.None);
        var resumed = job.Run("there", address);
        var totals = await Task.Run(() => resumed.Run(_ => { }, default).Totals);
        Assert.InRange(resumed.RowsBefore, InTheMiddle / 2, Residents - 1);
        job.AssertSameAsHere(job.RunHere(), "there", totals);

        void Reload(string old, string replacement)
        {
            service.Scratch.Replace(ReloadingServer.Document, old, replacement);
            service.ReloadAsync().GetAwaiter().GetResult();
        }
    }

    [Fact]
    public async Task Command_SaysWhatItWaitedFor()
    {
        await Launcher.Launcher.PrepareAsync();
        using var job = new ServedJob(PolicyFolder.LoadBook(RepositoryFolder.Policies), 1_000);
        string[] command = ["recalculate", "--in", job.Input, "--out", job.PathOf("quotes.csv"), "--server"];
        var missing = await Launcher.Launcher.RunAsync([.. command, "127.0.0.1:1", "--patience", "1"]);
        Assert.Equal(1, missing.ExitCode);
        Assert.Matches("^canbao: the service cannot be reached: no answer within 1,000 ms from http://127.0.0.1:1/ .*The same command goes on", missing.Errors);
        await using var service = await RunningServer.StartAsync();
        var there = await Launcher.Launcher.RunAsync([.. command, $"127.0.0.1:1,{new Uri(service.Address).Authority}"]);
        Assert.Equal(3, there.ExitCode);
        Assert.Contains("checksum sha256:", there.Output, StringComparison.Ordinal);
    }

    private static void KillAt(LaunchedService service, long rows)
    {
        if (rows < InTheMiddle || service.Process.HasExited) return;
        service.Process.Kill(entireProcessTree: true);
        service.Process.WaitForExit();
    }
}
