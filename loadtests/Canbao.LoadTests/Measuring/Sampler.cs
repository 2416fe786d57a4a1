using System.Diagnostics;
using Canbao.LoadTests.Running;

namespace Canbao.LoadTests.Measuring;

/// <summary>Takes readings at equal distances while a load runs.</summary>
internal sealed class Sampler(Meter meter, int? serverProcess)
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
        var slices = (int)Math.Round(length / distance);
        for (var i = 1; i <= slices; i++)
        {
            var due = i * length / slices - Stopwatch.GetElapsedTime(_first.Timestamp);
            if (!await WaitAsync(due, load, stop)) return;
            var reading = Reading.Take(meter, serverProcess);
            _slices.Add(Slice.Of(Interval.Between(_last, reading, _first)));
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
        var whole = Interval.Between(_first!, _last!, _first!) with { Calls = meter.Calls.Since(_first!.Calls), Batches = meter.Batches.Since(_first.Batches) };
        return new Round(whole, _slices, meter.Unsent);
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
