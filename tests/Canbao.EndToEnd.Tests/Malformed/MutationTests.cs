using Canbao.EndToEnd.Tests.Service;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>
/// Good requests with random damage: whatever the bytes become, the service answers or closes, and never answers OK to another question
/// than the one that was sent. The messages are compressed, because gzip has a checksum: of a plain one, damage makes other good ones.
/// </summary>
public sealed class MutationTests(MalformedService service) : IClassFixture<MalformedService>
{
    private const int Seed = 20_260_101;
    private const int Requests = 2500;
    private const int Workers = 24;

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromMilliseconds(150);

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
        await service.AssertServesAsync();
    }

    private async Task SendAsync(int number, Outcomes outcomes)
    {
        var random = new Random(Seed + number);
        var method = number % 2 == 0 ? "Quote" : "StreamQuotes";
        var frame = RawRequest.Frame(RawRequest.Gzip(MalformedService.MessageOf(method)), flag: 1);
        var bytes = Damage(random, RequestOf(method, frame), frame.Length);
        using var connection = await RawConnection.OpenAsync(service.Address, preface: false);
        await connection.SendAsync(bytes);
        var answer = await AnswerAsync(connection);
        // A stream may also have lost its only message as a whole.
        if (answer is { Status: StatusCode.OK, Ended: true } && (method == "Quote" || answer.Body.Count > 0))
            MalformedService.AssertAnswered(method, answer);
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

    private static byte[] RequestOf(string method, byte[] frame)
    {
        var headers = Http2Bytes.Call(method, ("grpc-encoding", "gzip"), ("grpc-timeout", "10S"), ("data-bin", "AAEC"), ("name", "value"));
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
