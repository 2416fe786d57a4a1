using System.Text.RegularExpressions;
using Canbao.EndToEnd.Tests.Interop;

namespace GrpcLite.Tests.Interop;

/// <summary>The interop clients that others wrote: their cases, and when one has passed.</summary>
internal static partial class ForeignClient
{
    private const string Common =
        "empty_unary large_unary client_streaming server_streaming ping_pong empty_stream timeout_on_sleeping_server " +
        "cancel_after_begin cancel_after_first_response status_code_and_message custom_metadata unimplemented_method unimplemented_service";

    /// <summary>The cases without TLS and accounts that each client has.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Cases = new Dictionary<string, string[]>
    {
        ["cpp"] = Named(Common, "special_status_message client_compressed_unary server_compressed_unary client_compressed_streaming",
            "server_compressed_streaming half_duplex rpc_soak channel_soak"),
        ["go"] = Named(Common, "special_status_message"),
        ["node"] = Named(Common, "special_status_message client_compressed_unary server_compressed_unary"),
        ["python"] = Named(Common, "special_status_message"),
        ["ruby"] = Named(Common, "client_compressed_unary client_compressed_streaming"),
    };

    /// <summary>Null if the case has passed, otherwise what the client said.</summary>
    internal static async Task<string?> FailureAsync(string client, int port, string test)
    {
        // The 1 ms deadline may pass before Python's client has begun to watch it, and it then waits for ever, whatever the server.
        var mayHang = (client, test) == ("python", "timeout_on_sleeping_server");
        var command = ForeignPrograms.Client(client, port, test);
        var result = mayHang ? await TwiceAsync(() => Child.RunAsync(command, timeoutSeconds: 10)) : await Child.RunAsync(command, timeoutSeconds: 40);
        return HasPassed(client, test, result) ? null : $"{client} {test} ended with {result.ExitCode}\n{result.Output}{result.Errors}";
    }

    /// <summary>Some clients end with 0 although the case was not proved: their own words decide.</summary>
    private static bool HasPassed(string client, string test, Child.Result result) => result.ExitCode == 0 && client switch
    {
        "cpp" => !CppFailure().IsMatch(result.Errors)
            && (!test.StartsWith("client_compressed", StringComparison.Ordinal) || result.Errors.Contains("probe succeeded", StringComparison.Ordinal)),
        "node" or "ruby" => result.Output.Contains($"OK{(client == "ruby" ? ":" : "")} {test}", StringComparison.Ordinal),
        _ => true,
    };

    private static async Task<Child.Result> TwiceAsync(Func<Task<Child.Result>> run)
    {
        try
        {
            return await run();
        }
        catch (Xunit.Sdk.FailException)
        {
            return await run();
        }
    }

    private static string[] Named(params string[] names) => string.Join(' ', names).Split(' ');

    [GeneratedRegex(@"probe failed|^E\d+ .*interop_client\.cc", RegexOptions.Multiline)]
    private static partial Regex CppFailure();
}
