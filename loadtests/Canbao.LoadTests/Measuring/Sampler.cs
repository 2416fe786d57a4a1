using System.Diagnostics;
using Canbao.LoadTests.Running;
using HdrHistogram;

namespace Canbao.LoadTests.Measuring;

/// <summary>Takes readings at equal distances while a load runs.</summary>
/// <param name="seen">Is shown the latencies of calls and of batches between two readings; they hold while it looks.</param>
internal sealed class Sampler(Meter meter, int? serverProcess, Action<HistogramBase, HistogramBase>? seen = null)
{
    private readonly List<Slice> _slices = [];
    private Reading? _first, _last;

    /// <summary>Faults up to the last reading.</summary>
    public long FaultsSeen => _last?.Faults ?? 0;

    /// <summary>Lets the load get going, then measures for a time; ends early if the load has ended or is to stop.</summary>
    public async Task RunAsync(TimeSpan leadIn, TimeSpan length, TimeSpan distance, Task load, CancellationToken stop)
    {
        if (!await WaitAsync(leadIn, load, stop)) return;
        _first = _last = Reading.Take(meter, serverProcess);
        meter.Calls.Restart();
        meter.Batches.Restart();
        var slices = (int)Math.Round(length / distance);
        for (var i = 1; i <= slices; i++)
        {
            var due = i * length / slices - Stopwatch.GetElapsedTime(_first.Timestamp);
            if (!await WaitAsync(due, load, stop)) return;
            var reading = Reading.Take(meter, serverProcess);
            var (calls, batches) = Look();
            _slices.Add(Slice.Of(Interval.Between(_last, reading, _first, calls, batches)));
            _last = reading;
        }
    }

    /// <summary>
    /// Null if there was nothing to measure. The latencies are those up to now, so that what was on its way at the end is among them;
    /// what was answered and what it cost, those up to the last reading.
    /// </summary>
    public Round? Result()
    {
        if (_slices.Count == 0) return null;
        Look();
        var whole = Interval.Between(_first!, _last!, _first!, meter.Calls.Whole, meter.Batches.Whole);
        return new Round(whole, _slices, meter.Unsent) { Samples = meter.Samples };
    }

    private (HistogramBase Calls, HistogramBase Batches) Look()
    {
        var (calls, batches) = (meter.Calls.Look(), meter.Batches.Look());
        seen?.Invoke(calls, batches);
        return (calls, batches);
    }

    private static async Task<bool> WaitAsync(TimeSpan time, Task load, CancellationToken stop)
    {
        if (time > TimeSpan.Zero)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(load, Task.Delay(time, end.Token));
            end.Cancel();
        }
        return !stop.IsCancellationRequested && !load.IsCompleted;
    }
}
