using System.Diagnostics;

namespace Canbao.Generation;

/// <summary>The service in a process of its own, on a free port of the loopback; ended when disposed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts canbao, which is this program unless another file is named.</summary>
    public static async Task<ServerProcess> StartAsync(string policyFolder, string? program = null)
    {
        var start = new ProcessStartInfo(program ?? Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true,
            RedirectStandardError = true };
        // Under "dotnet canbao.dll" the process is dotnet and the program its first argument.
        if (program is null && Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        // What it is asked for is a measurement: nothing else must work beside it.
        foreach (var argument in (string[])["serve", "--listen", "127.0.0.1:0", "--until-input-ends", "--no-watch", "--no-proof", "--policies",
            policyFolder]) start.ArgumentList.Add(argument);
        var process = Process.Start(start) ?? throw new InvalidOperationException("the service could not be started");
        // Its log is shown only if it does not start.
        var log = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        var at = line?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        if (at < 0)
        {
            process.Kill();
            throw new InvalidOperationException($"the service did not start: {line}{await log}");
        }
        return new ServerProcess(process, new Uri(line![at..].Split(' ')[0]));
    }

    /// <summary>CPU time that the service has used.</summary>
    public TimeSpan CpuTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Its memory now, bytes.</summary>
    public long Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        // The end of its input is the polite end: it shuts down as it would in production.
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }
        _process.Dispose();
    }
}
