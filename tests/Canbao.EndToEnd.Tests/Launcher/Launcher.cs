using System.Diagnostics;
using System.Globalization;
using Canbao.EndToEnd.Tests.Interop;

namespace Canbao.EndToEnd.Tests.Launcher;

/// <summary>The script ./canbao, as a user runs it.</summary>
internal static class Launcher
{
    internal static string Script => Path.Combine(RepositoryFolder.Root, "canbao");

    internal static Task<Child.Result> RunAsync(params string[] arguments) => Child.RunAsync(Child.Command(Script, arguments));

    /// <summary>So that what there is to build is built before a test looks at the launcher.</summary>
    internal static async Task PrepareAsync()
    {
        var result = await Child.RunAsync(Child.Command(Script, "--version"), timeoutSeconds: 240);
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
    }

    internal static async Task SignalAsync(int process, string signal) =>
        await Child.SucceedAsync("/bin/kill", $"-{signal}", process.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A service that ./canbao started; killed at the end if it has not ended.</summary>
internal sealed class LaunchedService : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LaunchedService(Process process) => Process = process;

    internal Process Process { get; }

    /// <summary>The line that says that it is ready.</summary>
    internal string ReadyLine { get; private set; } = "";

    internal Uri Address => new(ReadyLine.Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));

    internal static Task<LaunchedService> StartAsync(params string[] options) => StartAtAsync(port: 0, options);

    internal static async Task<LaunchedService> StartAtAsync(int port, params string[] options)
    {
        var command = Child.Command(Launcher.Script, ["serve", "--listen", $"127.0.0.1:{port}", .. options]);
        var service = new LaunchedService(Child.Start(command));
        service.ReadyLine = await service.Process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException(await service.Process.StandardError.ReadToEndAsync());
        return service;
    }

    /// <summary>Waits for the end; the exit code, and what it printed after the first line.</summary>
    internal async Task<(int ExitCode, string Output)> EndAsync()
    {
        var rest = Process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        await Process.WaitForExitAsync(patience.Token);
        return (Process.ExitCode, await rest);
    }

    public ValueTask DisposeAsync()
    {
        Process.Dispose();
        return ValueTask.CompletedTask;
    }
}
