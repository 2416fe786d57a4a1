using System.Diagnostics;
using System.Globalization;
using Canbao.EndToEnd.Tests;
using Canbao.EndToEnd.Tests.Interop;

namespace GrpcLite.Tests.Interop;

/// <summary>The interop clients and servers that others wrote, as commands; <c>./build.sh test</c> installs and builds them.</summary>
internal static class ForeignPrograms
{
    // Debian's own interpreter: the one that python3-grpcio is installed for.
    private const string Python = "/usr/bin/python3";

    private static readonly string Built = Path.Combine(RepositoryFolder.Root, "artifacts", "interop");

    private static readonly string Scripts = Path.Combine(RepositoryFolder.Root, "tests", "GrpcLite.Tests", "clients");

    internal static ProcessStartInfo Client(string language, int port, string test) => language switch
    {
        "cpp" => Command(
            BuiltProgram("cpp-client"), "--server_host=127.0.0.1", $"--server_port={port}", "--use_tls=false", $"--test_case={test}",
            "--soak_iterations=20", "--soak_per_iteration_max_acceptable_latency_ms=5000", "--soak_overall_timeout_seconds=20"),
        "go" => Command(BuiltProgram("go-client"), [.. Address("-", port), "-test_case", test]),
        "node" => Command("node", Script("interop_client.js"), Text(port), test),
        "python" => Command(Python, ["-m", "tests.interop.client", .. Address("--", port), "--test_case", test]),
        "ruby" => Command("ruby", [Script("interop.rb"), "client", .. Address("--", port), "--test_case", test]),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "no such client"),
    };

    internal static ProcessStartInfo Server(string language, int port) => language switch
    {
        "cpp" => Command(BuiltProgram("cpp-server"), $"--port={port}", "--use_tls=false"),
        "go" => Command(BuiltProgram("go-server"), "-port", Text(port)),
        "node" => Command("node", Script("interop_server.js"), Text(port)),
        "python" => Command(Python, Script("interop_server.py"), Text(port)),
        "ruby" => Command("ruby", Script("interop.rb"), "server", "--port", Text(port)),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, "no such server"),
    };

    private static ProcessStartInfo Command(string program, params string[] arguments)
    {
        var command = Child.Command(program, arguments);
        // Where a client that aborts may leave its memory.
        command.WorkingDirectory = Built;
        command.Environment["NODE_PATH"] = Path.Combine(RepositoryFolder.Clients, "node_modules");
        command.Environment["PYTHONPATH"] = Path.Combine(Built, "python");
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        // The C++ client says in its log, and not by its exit code, that a compression check failed.
        command.Environment["GRPC_VERBOSITY"] = "debug";
        return command;
    }

    private static string[] Address(string dashes, int port) => [$"{dashes}server_host", "127.0.0.1", $"{dashes}server_port", Text(port)];

    private static string BuiltProgram(string name) => Path.Combine(Built, "bin", name);

    private static string Script(string name) => Path.Combine(Scripts, name);

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
