using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace GrpcLite.Tests.Interop;

/// <summary>Interop servers that others wrote, each on a free loopback port from its first use to the end of the tests.</summary>
public sealed class ForeignServers : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> addresses = [];
    private readonly ConcurrentBag<Process> processes = [];

    internal Task<string> AddressAsync(string language) =>
        addresses.GetOrAdd(language, _ => new Lazy<Task<string>>(() => StartAsync(language))).Value;

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private async Task<string> StartAsync(string language)
    {
        var port = FreePort();
        var process = Process.Start(ForeignPrograms.Server(language, port))!;
        processes.Add(process);
        // Read on, or a talkative server stops at a full pipe.
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        for (var waiting = Stopwatch.StartNew(); !await AcceptsAsync(port); await Task.Delay(50))
        {
            Assert.False(process.HasExited, process.HasExited ? $"the {language} server ended:\n{await output}{await errors}" : "");
            Assert.True(waiting.Elapsed < Patience, $"the {language} server does not listen on port {port} after {Patience}");
        }

        return $"http://127.0.0.1:{port}";
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
