using Canbao.LoadTests.Load;

namespace Canbao.Tests.LoadTests;

/// <summary>Answers at once, except while it stalls: then everything waits for the end of the stall.</summary>
internal sealed class StubbornService : ICallSource
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stalls;
    private long _asked;

    public long Asked => Interlocked.Read(ref _asked);

    /// <summary>What it says to every call instead of an answer.</summary>
    public string? Refusal { get; init; }

    public void Stall() => _stalls = true;

    public void GoOn()
    {
        _stalls = false;
        _end.SetResult();
    }

    public async Task<string?> AskAsync(long number, CancellationToken stop)
    {
        Interlocked.Increment(ref _asked);
        if (!_stalls) return Refusal;
        try
        {
            await _end.Task.WaitAsync(stop);
            return Refusal;
        }
        catch (OperationCanceledException)
        {
            return "no answer";
        }
    }
}
