using Canbao.Documents;
using Canbao.Generation;
using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Running;

/// <summary>The service that is loaded: one that was started for it and is ended with it, or one that runs already.</summary>
internal sealed class ServiceUnderTest : IAsyncDisposable
{
    private readonly ServerProcess? _started;

    private ServiceUnderTest(Uri address, int? processId, ServerProcess? started) => (Address, ProcessId, _started) = (address, processId, started);

    public Uri Address { get; }

    /// <summary>Null if it is not known: then its CPU and memory are not either.</summary>
    public int? ProcessId { get; }

    public static async Task<ServiceUnderTest> StartAsync(LoadOptions options)
    {
        if (options.ServerProcess is { } process && ProcessUse.Read(process) is null) throw new UsageException($"--server-pid: there is no process {process}");
        if (options.Address is { } address) return new ServiceUnderTest(address, options.ServerProcess, null);
        var started = await ServerProcess.StartAsync(options.PolicyFolder, Program());
        return new ServiceUnderTest(started.Address, started.ProcessId, started);
    }

    /// <summary>Built by the same command as this program, in the same configuration and for the same framework.</summary>
    private static string Program()
    {
        var built = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar)[^2..];
        return Path.GetFullPath(Path.Combine([AppContext.BaseDirectory, "../../../../../src/Canbao.Cli/bin", .. built, "canbao"]));
    }

    public ValueTask DisposeAsync() => _started?.DisposeAsync() ?? ValueTask.CompletedTask;
}
