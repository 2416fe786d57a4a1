namespace Canbao.LoadTests.Measuring;

/// <summary>Failed calls, wrong and missing answers: all are counted, the first few are kept in words.</summary>
internal sealed class Faults
{
    private const int Kept = 5;

    private readonly List<string> _first = [];
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public IReadOnlyList<string> First
    {
        get
        {
            lock (_first) return [.. _first];
        }
    }

    public void Add(string what)
    {
        Interlocked.Increment(ref _count);
        Keep(what);
    }

    /// <summary>So many of what others have counted.</summary>
    public void Add(Faults others, long count)
    {
        if (count == 0) return;
        Interlocked.Add(ref _count, count);
        foreach (var what in others.First) Keep(what);
    }

    private void Keep(string what)
    {
        lock (_first)
            if (_first.Count < Kept) _first.Add(what);
    }
}
