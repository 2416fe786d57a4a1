using System.IO.Compression;
using System.Text;
using Grpc.Core;

namespace GrpcLite.Tests.Malformed;

/// <summary>
/// Good requests with random damage: whatever the bytes become, the server answers or closes, and never answers OK with
/// another message than the one that was sent. The message carries its own checksum, which the handler verifies.
/// </summary>
public sealed class MutationTests : IAsyncLifetime
{
    private const int Seed = 20_260_101;
    private const int Requests = 2500;
    private const int Workers = 24;
    private const string Text = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(150);

    private readonly string checkedText = $"{Text}#{Sum(Text)}";
    private GrpcHost host = null!;

    public async ValueTask InitializeAsync() => host = await GrpcHost.StartScriptAsync(new ScriptService
    {
        OnUnary = (request, _) => Task.FromResult("re: " + Checked(request)),
        OnClientStream = async (requests, _) =>
            "re: " + string.Concat((await requests.ReadAllAsync().ToListAsync()).Select(Checked).Distinct()),
    });

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task DamagedRequest_IsNeverAnsweredWithAnotherMessage()
    {
        var outcomes = new Outcomes();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            for (var number = Interlocked.Increment(ref next); number < Requests; number = Interlocked.Increment(ref next))
            {
                await SendAsync(number, outcomes);
            }
        })));

        // If all ended alike, the damage would test nothing.
        Assert.True(outcomes is { Ok: > 10, OtherStatus: > 300, Refused: > 300 }, outcomes.ToString());
        var answer = await RawConnection.CallAsync(host.Address, RawCall.Frame(checkedText));
        Assert.Equal(RawCall.Frame("re: " + checkedText), answer.Body);
    }

    private async Task SendAsync(int number, Outcomes outcomes)
    {
        var random = new Random(Seed + number);
        var frame = FrameOf(number);
        var bytes = Damage(random, RequestOf(number, frame), frame.Length);
        using var connection = await RawConnection.OpenAsync(host.Address, preface: false);
        await connection.SendAsync(bytes);
        var answer = await AnswerAsync(connection);
        if (answer?.Status == StatusCode.OK && answer.Ended)
        {
            var isRight = answer.Body.SequenceEqual(RawCall.Frame("re: " + checkedText)) || answer.Body.SequenceEqual(RawCall.Frame("re: "));
            Assert.True(isRight, $"request {number}: {Encoding.UTF8.GetString([.. answer.Body])}");
        }

        outcomes.Count(answer);
    }

    /// <summary>Null if the server waits for more; it must then end the connection when nothing more comes.</summary>
    private static async Task<RawAnswer?> AnswerAsync(RawConnection connection)
    {
        using var patience = new CancellationTokenSource(AnswerPatience);
        try
        {
            return await connection.AnswerAsync(1, patience.Token);
        }
        catch (OperationCanceledException)
        {
            connection.Finish();
            await connection.WaitForCloseAsync();
            return null;
        }
    }

    private static bool IsGzip(int number) => number % 3 == 0;

    private byte[] FrameOf(int number) =>
        IsGzip(number) ? RawCall.Frame(Gzip(checkedText), flag: 1) : RawCall.Frame(checkedText);

    private static byte[] RequestOf(int number, byte[] frame)
    {
        var method = number % 2 == 0 ? "Unary" : "ClientStream";
        var headers = Http2Bytes.Call(
            method, ("grpc-encoding", IsGzip(number) ? "gzip" : ""), ("grpc-timeout", "10S"), ("data-bin", "AAEC"), ("name", "value"));
        return [.. Http2Bytes.Preface, .. Http2Bytes.Headers(1, headers), .. Http2Bytes.Data(1, frame)];
    }

    private static byte[] Damage(Random random, byte[] request, int frame)
    {
        var bytes = request.ToList();
        for (var damages = random.Next(1, 3); damages > 0; damages--)
        {
            var at = random.Next(StartOf(random, request, frame), bytes.Count);
            var count = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Range(0, count).Select(_ => (byte)random.Next(256)));
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count < request.Length - frame)
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Most damage goes to the message and the headers; all damage of the preface ends the connection.</summary>
    private static int StartOf(Random random, byte[] request, int frame) => random.Next(10) switch
    {
        0 => 0,
        < 4 => Http2Bytes.Preface.Length,
        _ => request.Length - frame - 1,
    };

    private static string Checked(string request)
    {
        var parts = request.Split('#');
        return parts.Length == 2 && parts[1] == Sum(parts[0])
            ? request
            : throw new RpcException(new Status(StatusCode.DataLoss, "The message was damaged on its way."));
    }

    private static string Sum(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var stream = new GZipStream(output, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    /// <summary>How the requests ended.</summary>
    private sealed class Outcomes
    {
        private int ok;
        private int otherStatus;
        private int refused;
        private int waiting;

        internal int Ok => ok;

        internal int OtherStatus => otherStatus;

        internal int Refused => refused;

        public override string ToString() => $"{ok} OK, {otherStatus} with another status, {refused} refused by HTTP, {waiting} waiting";

        internal void Count(RawAnswer? answer) => Interlocked.Increment(ref Counter(answer));

        private ref int Counter(RawAnswer? answer)
        {
            if (answer is null)
            {
                return ref waiting;
            }

            if (answer.Status is not { } status)
            {
                return ref refused;
            }

            return ref status == StatusCode.OK ? ref ok : ref otherStatus;
        }
    }
}
