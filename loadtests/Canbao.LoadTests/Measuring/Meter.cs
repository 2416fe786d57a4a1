namespace Canbao.LoadTests.Measuring;

/// <summary>What the load of one scenario counts while it runs; any thread may add.</summary>
internal sealed class Meter
{
    private long _quotes, _unsent, _samples;

    public LatencyCounter Calls { get; } = new();

    public LatencyCounter Batches { get; } = new();

    public Faults Faults { get; } = new();

    /// <summary>Residents answered.</summary>
    public long Quotes => Interlocked.Read(ref _quotes);

    /// <summary>The process that asks, if it is another one than this: what it uses is the client's, too.</summary>
    public int? Generator { get; set; }

    /// <summary>Right answers that were read beside a generator which does not look at them itself.</summary>
    public long Samples => Interlocked.Read(ref _samples);

    /// <summary>Calls that were due and never sent.</summary>
    public long Unsent => Interlocked.Read(ref _unsent);

    /// <summary>One call: its answer came after so many nanoseconds.</summary>
    public void AddCall(long nanoseconds)
    {
        Calls.Record(nanoseconds);
        Interlocked.Increment(ref _quotes);
    }

    public void AddSample() => Interlocked.Increment(ref _samples);

    /// <summary>A call that was due and was never sent; it has waited at least so long.</summary>
    public void AddUnsent(long nanoseconds)
    {
        Calls.Record(nanoseconds);
        Interlocked.Increment(ref _unsent);
    }

    /// <summary>One batch with so many residents.</summary>
    public void AddBatch(int residents, long nanoseconds)
    {
        Batches.Record(nanoseconds);
        Interlocked.Add(ref _quotes, residents);
    }
}
