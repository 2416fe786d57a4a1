using System.Text.RegularExpressions;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Processors;

/// <summary>
/// What is done with vectors is done in other ways on processors that lack them, and by code that was compiled before it came to its processor.
/// Each way gives the same answers.
/// </summary>
public partial class OtherProcessorTests : IAsyncLifetime
{
    private const string NoVectors = "DOTNET_EnableHWIntrinsic";

    /// <summary>The quick ones of the tests of the codec, of the scan of columns and of the scan of rows; and one that says what is switched off.</summary>
    private static readonly string[] TestsOfVectors = ["Wire.ProcessorTests.Vectors_", "Wire.WrittenBytesTests.",
        "Wire.CodecFuzzTests.Mutations_OfTheFixedSeed", "Engine.BatchQuoterTests.Scan_", "Recalculation.FastRowsTests.DamagedRows_"];

    public async ValueTask InitializeAsync() => await Launcher.Launcher.PrepareAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(NoVectors)]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX512")]
    public async Task Answers_AreTheSameWithout(string vectors)
    {
        var folder = Directory.CreateTempSubdirectory("canbao-processor-").FullName;
        try
        {
            var residents = Path.Combine(folder, "residents.csv");
            await RunAsync(null, "generate", "--residents", "1000", "--seed", "1", "-o", residents);
            var quotes = await RunAsync(null, "recalculate", "--in", residents, "--out", Path.Combine(folder, "quotes.csv"));
            var without = await RunAsync(vectors, "recalculate", "--in", residents, "--out", Path.Combine(folder, "without.csv"));
            Assert.Equal(Checksum(quotes), Checksum(without));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "quotes.csv")), File.ReadAllBytes(Path.Combine(folder, "without.csv")));
            // For the same residents the demo, which goes through the service, has the same checksum.
            Assert.Equal(Checksum(quotes), Checksum(await RunAsync(vectors, "demo", "--residents", "1000", "--seed", "1")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task TestsOfVectors_PassWithoutThem()
    {
        var tests = Path.Combine(RepositoryFolder.Root, "tests", "Canbao.Tests", "bin", "Release", "net10.0", "Canbao.Tests.dll");
        var command = Child.Command("dotnet", [tests, "-noColor", "-verbose", .. TestsOfVectors.SelectMany(name => new[] { "-method", $"*.{name}*" })]);
        command.Environment[NoVectors] = "0";
        var result = await Child.RunAsync(command, timeoutSeconds: 180);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.All(TestsOfVectors, name => Assert.Contains($".{name}", result.Output, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(string? switchedOff, params string[] arguments)
    {
        var command = Child.Command(Launcher.Launcher.Script, arguments);
        if (switchedOff is not null) command.Environment[switchedOff] = "0";
        var result = await Child.RunAsync(command);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        return result.Output;
    }

    private static string Checksum(string output) =>
        ChecksumLine().Match(output) is { Success: true } found ? found.Value : throw new InvalidDataException(output);

    [GeneratedRegex("sha256:[0-9a-f]{64}")]
    private static partial Regex ChecksumLine();
}
