using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>Stands between a client and a service, and spoils the first connections as its seed says; the later ones pass as they are.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const int MostSpoilt = 6, Everyone = 8, AllSpoilt = 400;

    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Socket _listener;
    private readonly Fault[] _faults;
    private readonly int _port;
    private readonly Task _accepting;
    private int _came;

    internal FaultProxy(Uri service, Random random)
    {
        _port = service.Port;
        var spoilt = random.Next(Everyone) == 0 ? AllSpoilt : random.Next(1, MostSpoilt + 1);
        _faults = [.. Enumerable.Range(0, spoilt).Select(_ => Fault.Draw(random))];
        _listener = NewSocket();
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    internal Uri Address => new($"http://{_listener.LocalEndPoint}");

    /// <summary>How many faults have come about.</summary>
    internal int Came => Volatile.Read(ref _came);

    public override string ToString() => string.Join(", ", _faults.Take(MostSpoilt).Select(f => f.ToString())) + (_faults.Length > MostSpoilt ? ", ..." : "");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private async Task AcceptAsync()
    {
        try
        {
            for (var number = 0; ; number++)
            {
                var client = await _listener.AcceptAsync(_end.Token);
                _connections.Add(PassAsync(client, number < _faults.Length ? _faults[number] : Fault.None));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private void Count() => Interlocked.Increment(ref _came);

    private async Task PassAsync(Socket client, Fault fault)
    {
        using var service = NewSocket();
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await service.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
                var there = new FaultyWay(client, service, fault.IsTowardsClient ? Fault.None : fault, Count);
                var back = new FaultyWay(service, client, fault.IsTowardsClient ? fault : Fault.None, Count);
                await Task.WhenAll(there.PassAsync(_end.Token), back.PassAsync(_end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // One of the two has gone, or the test is over.
            }
        }
    }
}

internal enum FaultKind
{
    None,
    Delay,
    Pieces,
    Stall,
    Reset,
    HalfClose,
    Silence,
}

/// <summary>What happens to one way of a connection when so many bytes have passed.</summary>
internal sealed record Fault(FaultKind Kind, bool IsTowardsClient, int AtByte, TimeSpan Time)
{
    internal static readonly Fault None = new(FaultKind.None, false, 0, TimeSpan.Zero);

    // About what a stream of the tests sends; half of the faults come within the first words.
    private const double MostBytes = 8_000;

    internal static Fault Draw(Random random) => new((FaultKind)random.Next(7), random.Next(2) == 1, (int)Math.Pow(MostBytes, random.NextDouble()),
        TimeSpan.FromMilliseconds(random.Next(20, 1_200)));

    public override string ToString() => $"{Kind} {(IsTowardsClient ? "<" : ">")}{AtByte} {Time.TotalMilliseconds} ms";
}

/// <summary>One way of a connection, with its fault.</summary>
/// <param name="spoils">Called when the fault comes about.</param>
internal sealed class FaultyWay(Socket from, Socket to, Fault fault, Action spoils)
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(8);

    private int _passed, _slow = 60;
    private bool _isOver, _isSpoilt;

    internal async Task PassAsync(CancellationToken end)
    {
        try
        {
            var buffer = new byte[4_096];
            for (int read; (read = await from.ReceiveAsync(buffer, end)) > 0 && !_isOver;) await PassAsync(buffer.AsMemory(0, read), end);
            if (fault.Kind != FaultKind.Silence) to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // What one side has broken off is broken off for the other.
            Break();
        }
    }

    private async Task PassAsync(Memory<byte> bytes, CancellationToken end)
    {
        var before = Math.Min(bytes.Length, Math.Max(0, fault.AtByte - _passed));
        await SendAsync(bytes[..before], end);
        _passed += before;
        if (before < bytes.Length) await SpoilAsync(bytes[before..], end);
    }

    private Task SpoilAsync(Memory<byte> bytes, CancellationToken end)
    {
        _passed += bytes.Length;
        if (!_isSpoilt && fault.Kind != FaultKind.None) spoils();
        _isSpoilt = true;
        switch (fault.Kind)
        {
            case FaultKind.Delay: return SlowlyAsync(bytes, bytes.Length, end);
            case FaultKind.Pieces: return SlowlyAsync(bytes, 1, end);
            case FaultKind.Stall: return StallAsync(bytes, end);
            case FaultKind.Silence: return Task.CompletedTask;
            case FaultKind.HalfClose:
                to.Shutdown(SocketShutdown.Send);
                _isOver = true;
                return Task.CompletedTask;
            case FaultKind.Reset:
                Break();
                _isOver = true;
                return Task.CompletedTask;
            default: return SendAsync(bytes, end);
        }
    }

    /// <summary>So many pieces with a wait between; the rest at once, so that it comes to an end.</summary>
    private async Task SlowlyAsync(Memory<byte> bytes, int piece, CancellationToken end)
    {
        for (; bytes.Length > 0 && _slow > 0; _slow--)
        {
            await SendAsync(bytes[..piece], end);
            bytes = bytes[piece..];
            await Task.Delay(Delay, end);
        }
        await SendAsync(bytes, end);
    }

    private async Task StallAsync(Memory<byte> bytes, CancellationToken end)
    {
        if (_slow-- == 60) await Task.Delay(fault.Time, end);
        await SendAsync(bytes, end);
    }

    private async Task SendAsync(Memory<byte> bytes, CancellationToken end)
    {
        for (; bytes.Length > 0;) bytes = bytes[await to.SendAsync(bytes, end)..];
    }

    private void Break()
    {
        foreach (var socket in (Socket[])[from, to])
        {
            try
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // It is gone already.
            }
            socket.Dispose();
        }
    }
}
