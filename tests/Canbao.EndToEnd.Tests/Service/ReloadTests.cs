using System.Text;
using Canbao.EndToEnd.Tests.Interop;
using Canbao.Tests.Server.Reload;
using Canbao.V1;
using Grpc.Core;
using Grpc.Health.V1;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>The policy folder changes while the service runs.</summary>
public class ReloadTests(ITestOutputHelper output)
{
    private const string Other = "512022/2025.yaml";

    /// <summary>The fastest of three: what is promised is promised for a machine that does nothing else.</summary>
    [Fact]
    public async Task Change_IsEffectiveWithinTwoSeconds()
    {
        await using var service = await ReloadingServer.StartAsync();
        var fastest = TimeSpan.MaxValue;
        foreach (var (old, other, fee) in (IEnumerable<(string, string, long)>)[
            (ReloadingServer.None, ReloadingServer.Granted, ReloadingServer.FeeOfGranted),
            (ReloadingServer.Granted, ReloadingServer.None, ReloadingServer.FeeOfNone),
            (ReloadingServer.None, ReloadingServer.Granted, ReloadingServer.FeeOfGranted)])
        {
            service.Scratch.Replace(ReloadingServer.Document, old, other);
            var took = await ReloadingServer.UntilAsync(async () => await service.FeeAsync() == fee);
            output.WriteLine($"effective after {took.TotalMilliseconds:F0} ms");
            if (took < fastest) fastest = took;
        }
        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(3ul, (await service.ListAsync()).Reloads);
        Assert.Equal(3, service.Measured("applied"));
    }

    [Fact]
    public async Task AddedYearAndCode_ThenRemoved()
    {
        await using var service = await ReloadingServer.StartAsync();
        var resident = new QuoteRequest { Region = "990101", BenefitYear = 2026, PaymentDate = 20251105, Profile = new Profile { Tier = "plus" } };
        resident.Profile.Identities.Add("flood_relief_household");
        Assert.Equal(StatusCode.NotFound, await service.StatusAsync(resident));
        service.Scratch.Replace("identities.yaml", "\nidentities:\n",
            "\nidentities:\n  - {code: flood_relief_household, zh: 洪灾救助户, en: household relieved after a flood}\n");
        service.Scratch.Write("990101/2026.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "NewCounty", "2026.yaml")));
        await ReloadingServer.UntilAsync(async () => await service.StatusAsync(resident) == StatusCode.OK);
        Assert.Equal(470_00, (await service.Server.Quotes.QuoteAsync(resident)).FeeFen);
        Assert.Contains((await service.Server.Policies.ListIdentitiesAsync(new ListIdentitiesRequest())).Identities, i => i.NameZh == "洪灾救助户");
        Assert.Equal(6, service.Measured("canbao.policies.loaded"));

        Directory.Delete(service.Scratch.PathOf("990101"), recursive: true);
        await ReloadingServer.UntilAsync(async () => await service.StatusAsync(resident) == StatusCode.NotFound);
        Assert.Equal(5, service.Measured("canbao.policies.loaded"));
        Assert.Empty((await service.ListAsync()).ReloadProblems);
    }

    [Fact]
    public async Task InvalidFile_KeepsTheLastGoodBook_AndEverybodyIsTold_UntilItIsMended()
    {
        await using var service = await ReloadingServer.StartAsync();
        var (before, good) = (await service.ListAsync(), service.Scratch.Read(Other));
        service.Scratch.Write(Other, good.Replace("benefit_year: 2025", "benefit_year: soon", StringComparison.Ordinal));
        // A good change beside the bad one waits for it: the folder is effective as a whole or not at all.
        service.Scratch.Replace(ReloadingServer.Document, ReloadingServer.None, ReloadingServer.Granted);
        await ReloadingServer.UntilAsync(async () => (await service.ListAsync()).ReloadProblems.Count > 0);
        var refused = await service.ListAsync();
        Assert.Equal((before.BookDigest, 0ul), (refused.BookDigest, refused.Reloads));
        var problem = Assert.Single(refused.ReloadProblems);
        Assert.Matches(@"^512022/2025\.yaml:\d+:\d+ bad-value: .*'soon'", problem);
        Assert.Equal(ReloadingServer.FeeOfNone, await service.FeeAsync());
        Assert.Equal(1, service.Measured("canbao.policies.reload_refused"));
        Assert.Equal(5, service.Measured("canbao.policies.loaded"));
        Assert.Contains(service.Scratch.PathOf(problem), Assert.Single(service.Warnings), StringComparison.Ordinal);
        var health = await new Health.HealthClient(service.Server.Channel).CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.Equal($"SERVING; policies: 5, book {before.BookDigest[..12]}; last reload refused: {problem}\n", await HealthAsync(service));

        service.Scratch.Write(Other, good);
        await ReloadingServer.UntilAsync(async () => await service.FeeAsync() == ReloadingServer.FeeOfGranted);
        var mended = await service.ListAsync();
        Assert.Equal((0, 1ul), (mended.ReloadProblems.Count, mended.Reloads));
        Assert.Equal(0, service.Measured("canbao.policies.reload_refused"));
        Assert.Equal($"SERVING; policies: 5, book {mended.BookDigest[..12]}\n", await HealthAsync(service));
        Assert.Single(service.Warnings);
        Assert.Contains(service.Log, l => l.Text.Contains(mended.BookDigest, StringComparison.Ordinal));
    }

    /// <summary>A volume of a cluster: the files lie behind a link that is swapped.</summary>
    [Fact]
    public async Task SwappedLink_IsAChange()
    {
        await using var service = await ReloadingServer.StartAsync(serve: scratch =>
        {
            foreach (var version in (string[])["..v1", "..v2"]) ScratchPolicies.Copy(scratch.Folder, scratch.Beside(version));
            var second = Path.Combine(scratch.Beside("..v2"), ReloadingServer.Document);
            File.WriteAllText(second, File.ReadAllText(second).Replace("choose: none\n", "choose: granted\n", StringComparison.Ordinal));
            Directory.CreateSymbolicLink(scratch.Beside("..data"), "..v1");
            return scratch.Beside("..data");
        });
        ScratchPolicies.Link(service.Scratch.Beside("..data"), "..v2");
        await ReloadingServer.UntilAsync(async () => await service.FeeAsync() == ReloadingServer.FeeOfGranted);
        Directory.Delete(service.Scratch.Beside("..v1"), recursive: true);
        ScratchPolicies.Copy(service.Scratch.Folder, service.Scratch.Beside("..v3"));
        ScratchPolicies.Link(service.Scratch.Beside("..data"), "..v3");
        await ReloadingServer.UntilAsync(async () => await service.FeeAsync() == ReloadingServer.FeeOfNone);
        Assert.Empty(service.Warnings);
    }

    /// <summary>Written in place and slowly, which nobody should do: no answer is ever one of a part of the file.</summary>
    [Fact]
    public async Task HalfWrittenFile_IsNeverServed()
    {
        await using var service = await ReloadingServer.StartAsync();
        var text = Encoding.UTF8.GetBytes(service.Scratch.Read(ReloadingServer.Document)
            .Replace(ReloadingServer.None, ReloadingServer.Granted, StringComparison.Ordinal));
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            var fees = new HashSet<long>();
            while (!stop.IsCancellationRequested) fees.Add(await service.FeeAsync());
            return fees;
        });
        await using (var file = new FileStream(service.Scratch.PathOf(ReloadingServer.Document), FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
        {
            for (var piece = 0; piece < 8; piece++)
            {
                await file.WriteAsync(text.AsMemory(piece * text.Length / 8, (piece + 1) * text.Length / 8 - piece * text.Length / 8));
                await file.FlushAsync();
                await Task.Delay(300);
            }
        }
        await ReloadingServer.UntilAsync(async () => await service.FeeAsync() == ReloadingServer.FeeOfGranted);
        await stop.CancelAsync();
        Assert.Equal([ReloadingServer.FeeOfGranted, ReloadingServer.FeeOfNone], (await asking).Order());
        Assert.Equal(1ul, (await service.ListAsync()).Reloads);
    }

    [Fact]
    public async Task ReloadPolicies_LoadsNow_AlsoWithoutWatching()
    {
        await using var service = await ReloadingServer.StartAsync(watch: false);
        var before = (await service.ListAsync()).BookDigest;
        service.Scratch.Replace(ReloadingServer.Document, ReloadingServer.None, ReloadingServer.Granted);
        await Task.Delay(1_500);
        Assert.Equal(ReloadingServer.FeeOfNone, await service.FeeAsync());
        var applied = await service.ReloadAsync();
        Assert.Equal(ReloadingServer.FeeOfGranted, await service.FeeAsync());
        Assert.True(applied.Changed);
        Assert.NotEqual(before, applied.BookDigest);
        Assert.Empty(applied.Problems);
        Assert.Equal(new ReloadPoliciesResponse { BookDigest = applied.BookDigest }, await service.ReloadAsync());
        service.Scratch.Write(Other, "[");
        var refused = await service.ReloadAsync();
        Assert.Equal((applied.BookDigest, false), (refused.BookDigest, refused.Changed));
        Assert.StartsWith($"{Other}:2:1 not-yaml: ", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.Equal(1, service.Measured("canbao.policies.reload_refused"));
    }

    /// <summary>The command as a monitor calls it.</summary>
    private static async Task<string> HealthAsync(ReloadingServer service)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "canbao.dll");
        var result = await Child.RunAsync(Child.Command("dotnet", program, "health", "--address", service.Server.Address));
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return result.Output;
    }
}
