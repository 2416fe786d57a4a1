using HdrHistogram;

namespace Canbao.LoadTests.Measuring;

/// <summary>The latencies of calls or of batches: piece of time by piece of time, and all together. Any thread may record, one looks.</summary>
internal sealed class LatencyCounter
{
    private readonly Recorder _recorder = LatencyHistogram.NewRecorder();
    private HistogramBase? _piece;

    /// <summary>Up to the last look.</summary>
    public HistogramBase Whole { get; } = LatencyHistogram.New();

    public void Record(long nanoseconds) => _recorder.Record(nanoseconds);

    /// <summary>What was recorded since the last look. It holds until the next one, which uses its memory again.</summary>
    public HistogramBase Look()
    {
        _piece = _recorder.GetIntervalHistogram(_piece);
        Whole.Add(_piece);
        return _piece;
    }

    /// <summary>Forgets what was recorded.</summary>
    public void Restart()
    {
        Look();
        Whole.Reset();
    }
}
