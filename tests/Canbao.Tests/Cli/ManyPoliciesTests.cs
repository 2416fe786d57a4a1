using System.Globalization;

namespace Canbao.Tests.Cli;

/// <summary>A country's counties in one folder: loaded and validated in a process of its own, with its time and its memory.</summary>
public sealed class ManyPoliciesTests(ITestOutputHelper output) : IDisposable
{
    private const int Counties = 3_000, MegabytesAllowed = 500;

    // Of a processor: a test must not fail for what else the machine does. The aim is ten seconds on an idle machine.
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("canbao-counties-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ThreeThousandCounties_LoadInSecondsAndLittleMemory()
    {
        WriteCounties();
        using var process = ProgramRun.Start($"policies list --policies {_folder}");
        var text = process.StandardOutput.ReadToEndAsync();
        var (peak, used) = ProgramRun.CostOf(process);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Counties} policies in {used.TotalSeconds:0.0} s of CPU, {peak >> 20} MB at most"));
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(Counties, (await text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.InRange(used, TimeSpan.FromSeconds(1), Allowed);
        Assert.InRange(peak >> 20, 1, MegabytesAllowed);
    }

    private void WriteCounties()
    {
        File.Copy(Path.Combine(TestPolicies.Folder, "identities.yaml"), Path.Combine(_folder, "identities.yaml"));
        var bundled = TestPolicies.Book.Policies;
        for (var i = 0; i < Counties; i++)
        {
            var policy = bundled[i % bundled.Count];
            var region = (100_001 + i * 37).ToString(CultureInfo.InvariantCulture);
            Directory.CreateDirectory(Path.Combine(_folder, region));
            File.WriteAllText(Path.Combine(_folder, region, $"{policy.BenefitYear}.yaml"),
                policy.Document.Replace($"region: \"{policy.Region}\"", $"region: \"{region}\"", StringComparison.Ordinal));
        }
    }
}
