using Canbao.V1;
using Grpc.Core;

namespace Canbao.LoadTests.Load;

/// <summary>
/// Calls of Quote with the generated client, as a caller in C# has it; the requests are made before, and every answer is compared with
/// the first one to the same request.
/// </summary>
internal sealed class CallSource(ChannelBase channel, ResidentSet residents) : ICallSource
{
    private const int Requests = 16_384, InFlight = 64;

    private readonly QuoteService.QuoteServiceClient _client = new(channel);
    private readonly QuoteRequest[] _requests = [.. Enumerable.Range(0, Requests).Select(i => residents.Resident(i).ToRequest())];
    private readonly Quote?[] _expected = new Quote?[Requests];

    /// <summary>Asks every request once; what is wrong with an answer goes to the faults.</summary>
    public async Task PrepareAsync(AnswerCheck check, Action<string> fault, CancellationToken stop)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = stop };
        await Parallel.ForAsync(0, Requests, parallel, async (i, token) => _expected[i] = await _client.QuoteAsync(_requests[i], cancellationToken: token));
        for (var i = 0; i < Requests; i++)
            if (check.Add(residents.Resident(i), AnswerCheck.Digest(new QuoteReply { Quote = _expected[i] }, [])) is { } wrong) fault($"Quote, {wrong}");
    }

    public async Task<string?> AskAsync(long number, CancellationToken stop)
    {
        var index = number % Requests;
        try
        {
            var quote = await _client.QuoteAsync(_requests[index], cancellationToken: stop);
            return quote.Equals(_expected[index]) ? null : $"Quote, resident {index}: another answer than before";
        }
        catch (RpcException e)
        {
            return stop.IsCancellationRequested ? $"Quote, resident {index}: no answer until the patience was over"
                : $"Quote, resident {index}: {e.StatusCode}: {e.Status.Detail}";
        }
    }
}
