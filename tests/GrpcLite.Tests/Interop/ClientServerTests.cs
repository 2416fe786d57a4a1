namespace GrpcLite.Tests.Interop;

/// <summary>
/// Every interop case of our client: against our own server, against those that others wrote, and against the one that
/// GRPC_INTEROP_SERVER names (http://127.0.0.1:PORT), if it is set.
/// </summary>
public sealed class ClientServerTests(RunningHost host, ForeignServers servers) : IClassFixture<RunningHost>, IClassFixture<ForeignServers>
{
    private const string Named = "GRPC_INTEROP_SERVER";

    // The service of these servers takes no part in compression: it does not refuse a message that should have come compressed,
    // and compresses no reply when asked to. For Go, Python and Ruby that is as their authors left it; the server of grpc-js
    // compresses nothing, and does not tell a handler what came compressed. Go's program is even built without gzip; that
    // the others read what our client compresses is shown by large_unary_compressed.
    private static readonly string[] WithoutCompression = ["go", "node", "python", "ruby"];

    private static readonly string[] OfCompression =
        ["client_compressed_unary", "server_compressed_unary", "client_compressed_streaming", "server_compressed_streaming"];

    public static TheoryData<string, string> Present() => Pairs((server, test) => !IsLacking(server, test));

    public static TheoryData<string, string> Absent() => Pairs(IsLacking);

    [Theory]
    [MemberData(nameof(Present))]
    public Task Client_PassesCase(string server, string test) => RunAsync(server, test);

    /// <summary>So that the list of what is left out says no more than it must.</summary>
    [Theory]
    [MemberData(nameof(Absent))]
    public async Task Server_LacksCase_AsItIsListed(string server, string test) =>
        Assert.NotNull(await Record.ExceptionAsync(() => RunAsync(server, test)));

    private static bool IsLacking(string server, string test) =>
        (WithoutCompression.Contains(server) && OfCompression.Contains(test)) || (server, test) == ("go", "large_unary_compressed");

    private static TheoryData<string, string> Pairs(Func<string, string, bool> isWanted)
    {
        var data = new TheoryData<string, string>();
        string[] known = ["ours", "cpp", "go", "node", "python", "ruby"];
        foreach (var server in Environment.GetEnvironmentVariable(Named) is null ? known : [.. known, Named])
        {
            foreach (var test in InteropClient.Cases.Keys.Where(test => isWanted(server, test)))
            {
                data.Add(server, test);
            }
        }

        return data;
    }

    private async Task RunAsync(string server, string test)
    {
        using var client = new InteropClient(await AddressAsync(server));
        await InteropClient.Cases[test](client).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private async Task<string> AddressAsync(string server) => server switch
    {
        "ours" => $"http://127.0.0.1:{host.Port}",
        Named => Environment.GetEnvironmentVariable(Named)!,
        _ => await servers.AddressAsync(server),
    };
}
