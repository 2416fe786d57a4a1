using System.Runtime.CompilerServices;
using Canbao.V1;
using Grpc.Core;

namespace Canbao.Api.Client;

/// <summary>
/// Quotes many residents: rows or columns in, answers out in the same order. It builds the batches, keeps several streams full, spreads
/// them over the addresses that serve, and goes on where it was when a service is restarted: every resident is answered once. Safe for
/// several threads, and several sequences may be quoted at once, each over streams of its own.
/// </summary>
public sealed class QuoteClient : IAsyncDisposable
{
    private readonly QuoteClientOptions _options;
    private readonly ProfileTable _profiles = new();
    private readonly AddressPool _addresses;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];
    private Task? _disposing;

    /// <summary>Connects to nothing yet. Throws <see cref="ArgumentException"/> for options that are not allowed.</summary>
    public QuoteClient(QuoteClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _addresses = new AddressPool(options);
    }

    /// <summary>A client for one address, with the defaults.</summary>
    public QuoteClient(Uri address)
        : this(new QuoteClientOptions { Addresses = [address] })
    {
    }

    /// <summary>
    /// A handle for a profile: the same one for equal profiles, whose bytes are kept until the client is disposed. Memory grows with the
    /// distinct profiles, about 100 bytes each; whether there may be millions of them is for the caller to know. The message may be
    /// changed afterwards. Takes about as long as writing the message.
    /// </summary>
    public ProfileHandle Intern(Profile profile) => _profiles.Intern(profile);

    /// <summary>
    /// Quotes residents. The source is read ahead of the answers by a bounded number of batches, on another thread. Answers come when a
    /// batch is full or the source has ended.
    /// Throws <see cref="ArgumentException"/> for a resident that cannot be sent, what the source throws, and
    /// <see cref="Grpc.Core.RpcException"/>: UNAVAILABLE if no address served within the patience, otherwise what the service found wrong with a
    /// message or a call; in each case after the answers of the batches before.
    /// </summary>
    public IAsyncEnumerable<ResidentAnswer> QuoteAsync(IAsyncEnumerable<Resident> residents, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(residents);
        return RowsAsync(residents, stop);
    }

    /// <inheritdoc cref="QuoteAsync(IAsyncEnumerable{Resident}, CancellationToken)"/>
    public IAsyncEnumerable<ResidentAnswer> QuoteAsync(IEnumerable<Resident> residents, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(residents);
        return RowsAsync(residents.ToAsyncEnumerable(), stop);
    }

    /// <summary>
    /// Quotes batches of columns, each as it is. Errors as those of rows; a batch that the service rejects as a whole has its
    /// <see cref="ColumnAnswers.Error"/>, and the batches after it go on. Nothing is allocated per resident.
    /// </summary>
    public IAsyncEnumerable<ColumnAnswers> QuoteColumnsAsync(IAsyncEnumerable<ResidentColumns> batches, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return ColumnsAsync(batches, stop);
    }

    /// <inheritdoc cref="QuoteColumnsAsync(IAsyncEnumerable{ResidentColumns}, CancellationToken)"/>
    public IAsyncEnumerable<ColumnAnswers> QuoteColumnsAsync(IEnumerable<ResidentColumns> batches, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return ColumnsAsync(batches.ToAsyncEnumerable(), stop);
    }

    /// <summary>
    /// Ends everything that runs and waits for it, then closes the connections. Sequences that are still read throw
    /// <see cref="ObjectDisposedException"/>. A source that pays no heed to its cancellation token is waited for.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task disposing;
        lock (_gate) disposing = _disposing ??= DisposeOnceAsync();
        await disposing.ConfigureAwait(false);
    }

    private async Task DisposeOnceAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_gate) running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        await _addresses.DisposeAsync().ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ResidentAnswer> RowsAsync(IAsyncEnumerable<Resident> residents, [EnumeratorCancellation] CancellationToken stop)
    {
        var pipeline = new BatchPipeline(_options, _addresses);
        var rows = new RowBatches(_options, _profiles, pipeline);
        await foreach (var answer in rows.AnsweredAsync(RunAsync(pipeline, rows.FromAsync(residents, default), stop)).ConfigureAwait(false))
            yield return answer;
    }

    private async IAsyncEnumerable<ColumnAnswers> ColumnsAsync(IAsyncEnumerable<ResidentColumns> batches, [EnumeratorCancellation] CancellationToken stop)
    {
        var pipeline = new BatchPipeline(_options, _addresses);
        await foreach (var batch in RunAsync(pipeline, EncodedAsync(batches, pipeline, default), stop).ConfigureAwait(false)) yield return batch.Answers;
    }

    private async IAsyncEnumerable<PendingBatch> EncodedAsync(
        IAsyncEnumerable<ResidentColumns> batches, BatchPipeline pipeline, [EnumeratorCancellation] CancellationToken stop)
    {
        var encoder = new BatchEncoder(_profiles);
        var given = 0L;
        await foreach (var columns in batches.WithCancellation(stop).ConfigureAwait(false))
        {
            var batch = pipeline.NewBatch();
            given++;
            try
            {
                encoder.Encode(columns, batch.Columns);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"batch {given}: {e.Message}", e);
            }
            yield return batch;
        }
    }

    /// <summary>Runs a pipeline for as long as its answers are read; leaves nothing behind, however that ends.</summary>
    private async IAsyncEnumerable<PendingBatch> RunAsync(
        BatchPipeline pipeline, IAsyncEnumerable<PendingBatch> source, [EnumeratorCancellation] CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, _disposed.Token);
        var running = Begin(pipeline, source, end.Token);
        try
        {
            await using var answered = pipeline.AnsweredAsync(end.Token).GetAsyncEnumerator(CancellationToken.None);
            while (await NextAsync(answered, stop).ConfigureAwait(false)) yield return answered.Current;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
            lock (_gate) _running.Remove(running);
        }
    }

    private Task Begin(BatchPipeline pipeline, IAsyncEnumerable<PendingBatch> source, CancellationToken stop)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, this);
            var running = pipeline.StartAsync(source, stop);
            _running.Add(running);
            return running;
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<PendingBatch> answered, CancellationToken stop)
    {
        try
        {
            return await answered.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (_disposed.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new ObjectDisposedException("the client was disposed while its answers were read", e);
        }
        catch (RpcException e) when (stop.IsCancellationRequested)
        {
            // Streams that are cancelled fail; that may be heard of before the cancellation itself.
            throw new OperationCanceledException(e.Message, e, stop);
        }
    }
}
