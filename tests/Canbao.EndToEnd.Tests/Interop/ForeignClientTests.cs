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

    private async Task AssertPassesAsync(string program, string folder, string script)
    {
        var output = await Child.SucceedAsync(
            program, Path.Combine(RepositoryFolder.Clients, folder, script), new Uri(server.Address).Authority,
            RepositoryFolder.Protos, RepositoryFolder.Golden, Ask.Region, Ask.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.EndsWith("all checks passed\n", output);
    }
}
