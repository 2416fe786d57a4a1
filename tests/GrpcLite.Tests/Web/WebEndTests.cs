using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Core;
using static GrpcLite.Tests.Web.WebHost;

namespace GrpcLite.Tests.Web;

/// <summary>How calls of gRPC-Web end before their time.</summary>
public sealed class WebEndTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    [Theory]
    [MemberData(nameof(WebTests.Kinds), MemberType = typeof(WebTests))]
    public async Task Deadline_BeforeAnyMessage_IsInTheHeaders(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService { OnUnary = (_, context) => NeverAsync(context) });
        var reply = await host.SendAsync(type, "Unary", RawCall.Frame("a"), ("grpc-timeout", "50m"));
        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    [Theory]
    [MemberData(nameof(WebTests.Kinds), MemberType = typeof(WebTests))]
    public async Task Deadline_AfterAMessage_IsInTheLastFrame(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnServerStream = async (_, responses, context) =>
            {
                await responses.WriteAsync("one");
                await NeverAsync(context);
            },
        });
        var reply = await host.SendAsync(type, "ServerStream", RawCall.Frame("a"), ("grpc-timeout", "200m"));
        Assert.Equal(["one"], reply.Messages);
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    /// <summary>HTTP/1.1 has no reset that would end the handler's read.</summary>
    [Theory]
    [InlineData(Binary)]
    [InlineData(Text)]
    public async Task Deadline_WakesAHandlerThatWaitsForTheCaller(string type)
    {
        var ended = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync("1.1", new ScriptService
        {
            OnClientStream = async (requests, _) =>
            {
                ended.SetResult(await Record.ExceptionAsync(() => requests.ReadAllAsync().ToListAsync().AsTask()));
                return "";
            },
        });
        using var socket = await ConnectAsync(host);
        await SendHeadAsync(socket, type, "ClientStream", 1000, "grpc-timeout: 100m");
        Assert.NotNull(await ended.Task.WaitAsync(Patience));
        var head = await ReadSomeAsync(socket);
        Assert.StartsWith("HTTP/1.1 200 OK", head, StringComparison.Ordinal);
        Assert.Contains("grpc-status: 4", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Caller_WhoLeaves_CancelsTheCall()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await StartAsync("1.1", new ScriptService
        {
            OnUnary = (_, context) =>
            {
                running.SetResult();
                context.CancellationToken.Register(cancelled.SetResult);
                return NeverAsync(context);
            },
        });
        using (var socket = await ConnectAsync(host))
        {
            await SendHeadAsync(socket, Binary, "Unary", 6);
            await socket.SendAsync(RawCall.Frame("a"));
            await running.Task.WaitAsync(Patience);
        }

        await cancelled.Task.WaitAsync(Patience);
    }

    /// <summary>Half a message must not look like the end of a response.</summary>
    [Theory]
    [MemberData(nameof(WebTests.Kinds), MemberType = typeof(WebTests))]
    public async Task CancelledWrite_IsNoValidResponse(string version, string type)
    {
        await using var host = await StartAsync(version, new ScriptService
        {
            OnServerStream = async (_, responses, _) =>
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
                while (true)
                {
                    await responses.WriteAsync(new string('x', 100_000), cancel.Token);
                }
            },
        });
        using var client = host.NewClient();
        var body = type == Text ? Encoding.ASCII.GetBytes(Convert.ToBase64String(RawCall.Frame(""))) : RawCall.Frame("");
        using var response = await BeginAsync(client, version, type, "ServerStream", new ByteArrayContent(body));
        await using var stream = await response.Content.ReadAsStreamAsync();
        await Task.Delay(500);
        await Assert.ThrowsAnyAsync<IOException>(() => stream.CopyToAsync(Stream.Null));
    }

    private static async Task<string> NeverAsync(ServerCallContext context)
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);
        return "";
    }

    private static async Task<Socket> ConnectAsync(WebHost host)
    {
        var address = new Uri(host.Address);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(address.Host), address.Port);
        return socket;
    }

    private static async Task SendHeadAsync(Socket socket, string type, string method, int length, string more = "x-more: none")
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /test.Script/{method} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n{more}\r\n\r\n");
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
    }

    private static async Task<string> ReadSomeAsync(Socket socket)
    {
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(Patience);
        return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }
}
