using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Canbao.EndToEnd.Tests.Client;

/// <summary>What stands at an address where no service of quotes is.</summary>
internal sealed class StrangePeer : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<Socket> _accepted = [];
    private readonly Socket? _listener;
    private readonly Task _accepting = Task.CompletedTask;
    private readonly WebApplication? _application;

    private StrangePeer(WebApplication application) => _application = application;

    private StrangePeer(Func<Socket, CancellationToken, Task> serve)
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _accepting = AcceptAsync(_listener, serve);
    }

    internal Uri Address => new(_application?.Urls.First() ?? $"http://{_listener!.LocalEndPoint}");

    /// <summary>By the name of what it does.</summary>
    internal static Task<StrangePeer> StartAsync(string kind) => kind switch
    {
        "HTTP/2, 404" => WebAsync(HttpProtocols.Http2, StatusCodes.Status404NotFound, ""),
        "HTTP/2, 503" => WebAsync(HttpProtocols.Http2, StatusCodes.Status503ServiceUnavailable, "text/plain"),
        "HTTP/2, a page" => WebAsync(HttpProtocols.Http2, StatusCodes.Status200OK, "text/html"),
        "another gRPC service" => WebAsync(HttpProtocols.Http2, StatusCodes.Status200OK, "application/grpc"),
        "HTTP/1.1, a server that knows of HTTP/2" => WebAsync(HttpProtocols.Http1, StatusCodes.Status200OK, "text/html"),
        "HTTP/1.1" => Raw(Http11Async),
        "TLS" => Raw(TlsAsync),
        "TLS, with an alert" => Raw((socket, end) => SayAsync(socket, [0x15, 3, 1, 0, 2, 2, 10], end)),
        "resets" => Raw(ResetAsync),
        "closes" => Raw((socket, end) => EndAsync(socket, [], end)),
        "says nothing" => Raw((socket, end) => ReadAsync(socket, int.MaxValue, end)),
        "something else" => Raw((socket, end) => SayAsync(socket, "220 mail.example ESMTP\r\n"u8.ToArray(), end)),
        _ => throw new ArgumentException(kind),
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        lock (_accepted)
            foreach (var socket in _accepted) socket.Dispose();
        if (_application is not null) await _application.DisposeAsync();
        _end.Dispose();
    }

    private static Task<StrangePeer> Raw(Func<Socket, CancellationToken, Task> serve) => Task.FromResult(new StrangePeer(serve));

    private static async Task<StrangePeer> WebAsync(HttpProtocols protocols, int status, string type)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var application = builder.Build();
        application.Run(context =>
        {
            context.Response.StatusCode = status;
            if (type.Length > 0) context.Response.ContentType = type;
            if (type != "application/grpc") return context.Response.WriteAsync("<p>It works!");
            context.Response.Headers["grpc-status"] = $"{(int)Grpc.Core.StatusCode.Unimplemented}";
            return Task.CompletedTask;
        });
        await application.StartAsync();
        return new StrangePeer(application);
    }

    private async Task AcceptAsync(Socket listener, Func<Socket, CancellationToken, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(_end.Token);
                lock (_accepted) _accepted.Add(socket);
                _ = ServeAsync(socket, serve);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket, Func<Socket, CancellationToken, Task> serve)
    {
        try
        {
            await serve(socket, _end.Token);
        }
        catch (Exception)
        {
            // Whoever has called is gone, or the test is over.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private static async Task ReadAsync(Socket socket, int most, CancellationToken end)
    {
        var buffer = new byte[1024];
        for (int read; most > 0 && (read = await socket.ReceiveAsync(buffer, end)) > 0;) most -= read;
    }

    private static async Task SayAsync(Socket socket, byte[] words, CancellationToken end)
    {
        await socket.SendAsync(words, end);
        await ReadAsync(socket, int.MaxValue, end);
    }

    private static async Task Http11Async(Socket socket, CancellationToken end)
    {
        await ReadAsync(socket, 1, end);
        await EndAsync(socket, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), end);
    }

    /// <summary>Ends in good order: what is closed before everything is read is reset.</summary>
    private static async Task EndAsync(Socket socket, byte[] words, CancellationToken end)
    {
        await socket.SendAsync(words, end);
        socket.Shutdown(SocketShutdown.Send);
        await ReadAsync(socket, int.MaxValue, end);
    }

    private static async Task ResetAsync(Socket socket, CancellationToken end)
    {
        await ReadAsync(socket, 1, end);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private static async Task TlsAsync(Socket socket, CancellationToken end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        // From and to days that are always past and always to come.
        using var certificate = request.CreateSelfSigned(Day(2020), Day(2100));
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end);
    }

    private static DateTimeOffset Day(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
