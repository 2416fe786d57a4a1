using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Canbao.Recalculation.Blocks;

/// <summary>
/// Reads blocks on one thread, makes their outputs on several, and hands them over in the order of the input. A part is a number of whole
/// blocks: where it ends the workers wait for each other, so that what they have counted is that part's.
/// </summary>
/// <param name="input">What is read.</param>
/// <param name="workers">One for each thread.</param>
/// <param name="partRows">A part ends with the block in which it gets so many rows, or with the next one behind which the input can go on.</param>
internal sealed class BlockPipeline(IInput input, IReadOnlyList<IBlockWorker> workers, long partRows) : IDisposable
{
    // Two for each worker, so that none waits for the others, one that is read and one that is written.
    private readonly int _blocks = 2 * workers.Count + 2;

    private readonly BlockingCollection<Block> _free = [], _filled = [];
    private readonly BlockingCollection<PartTotals> _counts = [];
    private readonly Dictionary<long, Block> _made = [];
    private readonly CancellationTokenSource _over = new();
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs to the end of the input, and hands over on the calling thread.</summary>
    /// <param name="write">Is given every block in order.</param>
    /// <param name="endPart">Is given the last block of every part, after it was written, and what the part's residents add up to.</param>
    public void Run(Action<Block> write, Action<Block, PartTotals> endPart, CancellationToken stop)
    {
        for (var i = 0; i < _blocks; i++) _free.Add(new Block(), CancellationToken.None);
        using var atPartEnd = new Barrier(workers.Count, _ => _counts.Add(TakeCounts()));
        Thread[] threads = [Start("reader", () => Read(stop)), .. workers.Select(worker => Start("worker", () => Work(worker, atPartEnd)))];
        try
        {
            WriteAll(write, endPart, stop);
        }
        catch (OperationCanceledException) when (_failure is not null)
        {
            // The cause is thrown below.
        }
        finally
        {
            _over.Cancel();
            foreach (var thread in threads) thread.Join();
        }
        _failure?.Throw();
    }

    public void Dispose()
    {
        foreach (var worker in workers) worker.Dispose();
        _free.Dispose();
        _filled.Dispose();
        _counts.Dispose();
        _over.Dispose();
    }

    private Thread Start(string name, Action work)
    {
        var thread = new Thread(() => Guard(work)) { Name = name, IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // Another thread has ended the run.
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            _over.Cancel();
        }
    }

    private void Read(CancellationToken stop)
    {
        var (number, rows) = (0L, 0L);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var block = _free.Take(_over.Token);
            var isEnd = !input.Read(block);
            rows += block.Rows;
            block.Number = number++;
            (block.IsLast, block.EndsPart) = (isEnd, isEnd || (rows >= partRows && !block.IsWithin));
            _filled.Add(block, CancellationToken.None);
            if (block.EndsPart)
            {
                for (var i = 0; i < workers.Count; i++) _filled.Add(Block.PartEnd, CancellationToken.None);
                rows = 0;
            }
            if (!isEnd) continue;
            _filled.CompleteAdding();
            return;
        }
    }

    private void Work(IBlockWorker worker, Barrier atPartEnd)
    {
        foreach (var block in _filled.GetConsumingEnumerable(_over.Token))
        {
            if (ReferenceEquals(block, Block.PartEnd))
            {
                atPartEnd.SignalAndWait(_over.Token);
                continue;
            }
            worker.Process(block);
            lock (_made)
            {
                _made.Add(block.Number, block);
                Monitor.PulseAll(_made);
            }
        }
    }

    private PartTotals TakeCounts()
    {
        var totals = new PartTotals();
        foreach (var worker in workers) worker.TakeCounts(totals);
        return totals;
    }

    private void WriteAll(Action<Block> write, Action<Block, PartTotals> endPart, CancellationToken stop)
    {
        using var woken = _over.Token.Register(Wake);
        for (var number = 0L; ; number++)
        {
            stop.ThrowIfCancellationRequested();
            var block = TakeMade(number);
            write(block);
            if (block.EndsPart) endPart(block, _counts.Take(_over.Token));
            var isLast = block.IsLast;
            _free.Add(block, CancellationToken.None);
            if (isLast) return;
        }
    }

    private void Wake()
    {
        lock (_made) Monitor.PulseAll(_made);
    }

    private Block TakeMade(long number)
    {
        lock (_made)
        {
            Block? block;
            while (!_made.Remove(number, out block))
            {
                _over.Token.ThrowIfCancellationRequested();
                Monitor.Wait(_made);
            }
            return block;
        }
    }
}
