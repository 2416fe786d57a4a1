using Canbao.EndToEnd.Tests.Service;

namespace Canbao.EndToEnd.Tests.Interop;

/// <summary>Clients that nobody here wrote, and what they must find: health, the worked cases in every form, errors with details.</summary>
[Collection(SharedServer.Name)]
public class ForeignClientTests(RunningServer server)
{
    // Debian's own interpreter: the one that python3-grpcio is installed for.
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task PythonGrpcio_FindsWhatTheContractPromises() => await AssertPassesAsync(Python, "python", "quote_client.py");

    [Fact]
    public async Task NodeGrpcJs_FindsWhatTheContractPromises() => await AssertPassesAsync("node", "node", "quote_client.js");

    /// <summary>The language of the tax system that will ask.</summary>
    [Fact]
    public async Task JavaGrpc_FindsWhatTheContractPromises()
    {
        using var client = await JavaClient.BuildAsync();
        var year = Ask.Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var result = await client.RunAsync(new Uri(server.Address).Authority, RepositoryFolder.Golden, Ask.Region, year);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.EndsWith("all checks passed\n", result.Output);
    }

    private async Task AssertPassesAsync(string program, string folder, string script)
    {
        var output = await Child.SucceedAsync(
            program, Path.Combine(RepositoryFolder.Clients, folder, script), new Uri(server.Address).Authority,
            RepositoryFolder.ClientProtos, RepositoryFolder.Golden, Ask.Region, Ask.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.EndsWith("all checks passed\n", output);
    }
}
