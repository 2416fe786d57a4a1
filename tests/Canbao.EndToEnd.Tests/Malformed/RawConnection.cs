using System.Buffers.Binary;
using System.Net.Sockets;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>An HTTP/2 connection whose frames the test writes itself.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient client;
    private readonly NetworkStream stream;
    private readonly Dictionary<int, RawAnswer> answers = [];
    private int? goAway;
    private bool closed;

    private RawConnection(TcpClient client)
    {
        this.client = client;
        stream = client.GetStream();
    }

    /// <summary>The error code of the GOAWAY frame that the server has sent.</summary>
    internal int? GoAway => goAway;

    /// <summary>The streams that the server has reset, each with its error code.</summary>
    internal IEnumerable<int?> Resets => answers.Values.Select(answer => answer.Reset).Where(error => error is not null);

    internal static async Task<RawConnection> OpenAsync(string address, bool preface = true)
    {
        var uri = new Uri(address);
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(uri.Host, uri.Port);
        var connection = new RawConnection(client);
        if (preface)
        {
            await connection.SendAsync(Http2Bytes.Preface);
        }

        return connection;
    }

    /// <summary>Sends a call of one connection's own, and reads its answer.</summary>
    internal static async Task<RawAnswer> CallAsync(string address, byte[] body, params (string Name, string Value)[] changes) =>
        await CallAsync(address, "Quote", body, changes);

    internal static async Task<RawAnswer> CallAsync(
        string address, string method, byte[] body, params (string Name, string Value)[] changes)
    {
        using var connection = await OpenAsync(address);
        await connection.SendAsync(Http2Bytes.Headers(1, Http2Bytes.Call(method, changes)), Http2Bytes.Data(1, body));
        return await connection.AnswerAsync(1);
    }

    /// <summary>Sends bytes in one write. False if the server has closed the connection.</summary>
    internal async Task<bool> SendAsync(params byte[][] frames)
    {
        try
        {
            await stream.WriteAsync(frames.SelectMany(frame => frame).ToArray());
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Closes the sending side; the answers can still be read.</summary>
    internal void Finish() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Reads until the stream has ended, or the connection has.</summary>
    internal async Task<RawAnswer> AnswerAsync(int id)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await AnswerAsync(id, patience.Token);
    }

    /// <exception cref="OperationCanceledException">There was no answer in time.</exception>
    internal async Task<RawAnswer> AnswerAsync(int id, CancellationToken cancellationToken)
    {
        while (!AnswerOf(id).Ended && await ReadFrameAsync(cancellationToken))
        {
        }

        AnswerOf(id).GoAway = goAway;
        return AnswerOf(id);
    }

    /// <summary>Reads one frame more; how many bytes of the answer have come by then.</summary>
    internal async Task<int> ReadBodyAsync(int id)
    {
        using var patience = new CancellationTokenSource(Patience);
        Assert.True(await ReadFrameAsync(patience.Token), "the connection has ended");
        return AnswerOf(id).Body.Count;
    }

    /// <summary>Reads until the server has closed the connection.</summary>
    internal async Task WaitForCloseAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await ReadFrameAsync(patience.Token))
        {
        }
    }

    /// <summary>Reads what else there is, as text. For connections that are not HTTP/2.</summary>
    internal async Task<string> ReadTextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadToEndAsync(patience.Token);
    }

    public void Dispose() => client.Dispose();

    /// <summary>False when the server has closed the connection.</summary>
    private async Task<bool> ReadFrameAsync(CancellationToken cancellationToken)
    {
        try
        {
            var header = new byte[9];
            await stream.ReadExactlyAsync(header, cancellationToken);
            var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >>> 8];
            await stream.ReadExactlyAsync(payload, cancellationToken);
            await TakeAsync(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
        }
        catch (IOException)
        {
            closed = true;
        }

        return !closed;
    }

    private async Task TakeAsync(byte type, byte flags, int id, byte[] payload)
    {
        var answer = AnswerOf(id);
        switch (type)
        {
            case Http2Bytes.SettingsType when (flags & Http2Bytes.Acknowledge) == 0:
                await SendAsync(Http2Bytes.Frame(Http2Bytes.SettingsType, Http2Bytes.Acknowledge, 0, []));
                return;
            case Http2Bytes.GoAwayType:
                goAway = BinaryPrimitives.ReadInt32BigEndian(payload.AsSpan(4));
                return;
            case Http2Bytes.ResetType:
                answer.Reset = BinaryPrimitives.ReadInt32BigEndian(payload);
                answer.Ended = true;
                return;
            case Http2Bytes.DataType:
                answer.Body.AddRange(payload);
                break;
            case Http2Bytes.HeadersType when answer.Headers is null:
                answer.Headers = HeaderBlock.Read(payload);
                break;
            case Http2Bytes.HeadersType:
                answer.Trailers = HeaderBlock.Read(payload);
                break;
            default:
                return;
        }

        answer.Ended |= (flags & Http2Bytes.EndStream) != 0;
    }

    private RawAnswer AnswerOf(int id)
    {
        if (!answers.TryGetValue(id, out var answer))
        {
            answers[id] = answer = new RawAnswer();
        }

        return answer;
    }
}
