using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Canbao.Api.Client;
using Canbao.LoadTests.Measuring;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.LoadTests.Load;

/// <summary>
/// Batches of columns through the client, as a caller would send them: profiles by handle, dates as they are. Closed loop: the client has a few
/// batches on their way on each of its streams, and takes the next one when one is answered.
/// </summary>
internal sealed class ClientLoad : ILoad, IAsyncDisposable
{
    private readonly BatchSource _batches;
    private readonly QuoteClient _client;
    private readonly ResidentColumns[] _columns;

    // The client's answers of one stream are an array that grows: what is behind its beginning stays. The numbers go with it.
    private readonly Dictionary<QuoteReply[], List<uint>> _numbers = new(ReferenceEqualityComparer.Instance);
    private int _next;

    public ClientLoad(Uri address, BatchSource batches, LoadOptions options)
    {
        _batches = batches;
        _client = new QuoteClient(new QuoteClientOptions { Addresses = [address], Streams = options.Streams, BatchesInFlight = options.BatchesInFlight,
            Patience = TimeSpan.FromSeconds(5) });
        _columns = [.. Enumerable.Range(0, batches.Count).Select(i => batches.Columns(i, _client))];
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    public async Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        var sent = new ConcurrentQueue<(int Batch, long Began)>();
        string? failure = null;
        _numbers.Clear();
        try
        {
            await foreach (var answers in _client.QuoteColumnsAsync(Questions(sent, end), impatience)) Take(answers, sent, meter);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            failure = impatience.IsCancellationRequested ? "no answer until the patience was over" : e.Message;
        }
        foreach (var missing in sent) meter.Faults.Add($"StreamQuotes, batch {missing.Batch}: {failure ?? "there was no answer"}");
        if (failure is not null) meter.Faults.Add($"StreamQuotes: {failure}");
    }

    private IEnumerable<ResidentColumns> Questions(ConcurrentQueue<(int Batch, long Began)> sent, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var batch = _next++ % _columns.Length;
            sent.Enqueue((batch, Stopwatch.GetTimestamp()));
            yield return _columns[batch];
        }
    }

    private void Take(ColumnAnswers answers, ConcurrentQueue<(int Batch, long Began)> sent, Meter meter)
    {
        if (!sent.TryDequeue(out var question)) meter.Faults.Add("StreamQuotes: an answer that nothing was asked for");
        else if (answers.Error is { } error) meter.Faults.Add($"StreamQuotes, batch {question.Batch}: {(StatusCode)error.Code}: {error.Message}");
        else if (!IsAsBefore(question.Batch, answers)) meter.Faults.Add($"StreamQuotes, batch {question.Batch}: another answer than before");
        else meter.AddBatch(_batches.Residents, (long)Stopwatch.GetElapsedTime(question.Began).TotalNanoseconds);
    }

    /// <summary>Whether every resident has the answer that was checked before the measurement.</summary>
    private bool IsAsBefore(int batch, ColumnAnswers answers)
    {
        var numbers = CollectionsMarshal.AsSpan(NumbersOf((ArraySegment<QuoteReply>)answers.Distinct));
        var index = answers.QuoteIndex.Span;
        var expected = _batches.Expected(batch);
        if (index.Length != expected.Length) return false;
        var isSame = true;
        for (var i = 0; i < expected.Length; i++) isSame &= numbers[(int)index[i]] == expected[i];
        return isSame;
    }

    private List<uint> NumbersOf(ArraySegment<QuoteReply> answers)
    {
        if (!_numbers.TryGetValue(answers.Array!, out var numbers)) _numbers.Add(answers.Array!, numbers = []);
        for (var i = numbers.Count; i < answers.Count; i++) numbers.Add(_batches.Catalog.NumberOf(answers[i]));
        return numbers;
    }
}
