using System.Diagnostics;
using System.Runtime.InteropServices;
using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Load;

/// <summary>
/// Open loop: call i is due at the start + i / rate, whatever the service does, and its latency begins then, also if it could not be
/// sent yet. So a service that stalls is seen as all those callers would have seen it who came meanwhile.
/// </summary>
/// <param name="mostOutstanding">So that a stall does not grow without bound; calls wait in line then, and the wait counts.</param>
internal sealed class PacedCalls(ICallSource calls, int perSecond, int mostOutstanding = PacedCalls.MostOutstanding) : ILoad
{
    /// <summary>Fewer than the service refuses.</summary>
    public const int MostOutstanding = 2_000;

    // Due calls that are less apart than this are sent together: a wake-up costs CPU.
    private const uint ShortestSleep = 150, LongestSleep = 20_000;

    private readonly SemaphoreSlim _free = new(mostOutstanding, mostOutstanding);

    /// <summary>The same calls at another rate.</summary>
    public PacedCalls At(int rate) => new(calls, rate, mostOutstanding);

    public async Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        // A thread of its own: the pool is busy with answers when it matters.
        await Task.Factory.StartNew(() => Pace(meter, end, impatience), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var answered = 0; answered < mostOutstanding; answered++) await _free.WaitAsync(CancellationToken.None);
        _free.Release(mostOutstanding);
    }

    private void Pace(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        var start = Stopwatch.GetTimestamp();
        var next = 0L;
        while (!end.IsCancellationRequested)
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), DueAt(start, next)).TotalMicroseconds;
            if (wait > 0) _ = SleepMicroseconds((uint)Math.Clamp(wait, ShortestSleep, LongestSleep));
            else if (_free.Wait((int)(LongestSleep / 1_000), CancellationToken.None))
            {
                _ = AskAsync(next, DueAt(start, next), meter, impatience);
                next++;
            }
        }
        CountUnsent(meter, start, next);
    }

    private long DueAt(long start, long number) => start + (long)((double)number / perSecond * Stopwatch.Frequency);

    private async Task AskAsync(long number, long due, Meter meter, CancellationToken impatience)
    {
        try
        {
            var wrong = await calls.AskAsync(number, impatience);
            if (wrong is null) meter.AddCall((long)Stopwatch.GetElapsedTime(due).TotalNanoseconds);
            else meter.Faults.Add(wrong);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>
    /// What is still in line at the end has waited at least until now; left out, it would make a stall at the end look good. What was
    /// due within the last sleep is not in line, it was only not looked at any more.
    /// </summary>
    private void CountUnsent(Meter meter, long start, long next)
    {
        var now = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(DueAt(start, next), now) is var waited && waited.TotalMicroseconds > LongestSleep)
        {
            meter.AddUnsent((long)waited.TotalNanoseconds);
            next++;
        }
    }

    /// <summary>The runtime sleeps for whole milliseconds, which would be most of the latency that is measured.</summary>
    [DllImport("libc", EntryPoint = "usleep")]
    private static extern int SleepMicroseconds(uint microseconds);
}
