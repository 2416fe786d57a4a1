using System.Diagnostics;
using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Load;

/// <summary>Closed loop: so many calls at a time, the next one when one is answered. It shows how much the service can do.</summary>
internal sealed class ClosedCalls(ICallSource calls, int inFlight) : ILoad
{
    // A service that refuses everything at once is not asked in a busy loop.
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(100);

    private long _next = -1;

    public Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience) =>
        Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(() => LaneAsync(meter, end, impatience), CancellationToken.None)));

    private async Task LaneAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        while (!end.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var wrong = await calls.AskAsync(Interlocked.Increment(ref _next), impatience);
            if (wrong is null) meter.AddCall((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
            else
            {
                meter.Faults.Add(wrong);
                await Task.Delay(AfterFault, CancellationToken.None);
            }
        }
    }
}
