using Canbao.LoadTests.Load;
using Canbao.LoadTests.Measuring;

namespace Canbao.Tests.LoadTests;

/// <summary>The two ways to make calls, against a service that stalls.</summary>
public class CallLoadTests
{
    private const int PerSecond = 1_000;

    private static readonly TimeSpan Stall = TimeSpan.FromMilliseconds(600);

    private readonly Meter _meter = new();
    private readonly StubbornService _service = new();
    private readonly CancellationTokenSource _end = new(), _impatience = new();

    /// <summary>Half of the calls come while it stalls; half of those wait for more than half of the stall.</summary>
    [Theory]
    [InlineData(PacedCalls.MostOutstanding)]
    [InlineData(10)]
    public async Task Paced_CountsFromTheIntendedStart(int mostOutstanding)
    {
        var running = new PacedCalls(_service, PerSecond, mostOutstanding).RunAsync(_meter, _end.Token, _impatience.Token);
        await Task.Delay(Stall);
        _service.Stall();
        await Task.Delay(Stall);
        _service.GoOn();
        await Task.Delay(50);
        _end.Cancel();
        await running;
        Assert.InRange(_meter.Quotes + _meter.Unsent, 1_000, 100_000);
        Assert.InRange(_meter.Calls.PercentileMs(0.25)!.Value, 0, Stall.TotalMilliseconds / 4);
        Assert.InRange(_meter.Calls.PercentileMs(0.75)!.Value, Stall.TotalMilliseconds / 4, 10_000);
        Assert.InRange(_meter.Calls.PercentileMs(0.99)!.Value, Stall.TotalMilliseconds * 0.8, 10_000);
        Assert.Equal(0, _meter.Faults.Count);
    }

    /// <summary>That is why a closed loop is for capacity only: a stall of the same length is one slow call in each lane.</summary>
    [Fact]
    public async Task Closed_HidesAStall()
    {
        var running = new ClosedCalls(_service, 4).RunAsync(_meter, _end.Token, _impatience.Token);
        await Task.Delay(100);
        _service.Stall();
        await Task.Delay(Stall);
        _service.GoOn();
        _end.Cancel();
        await running;
        Assert.InRange(_meter.Calls.PercentileMs(0.99)!.Value, 0, 100);
        Assert.InRange(_meter.Calls.PercentileMs(1)!.Value, Stall.TotalMilliseconds * 0.8, 10_000);
    }

    /// <summary>A stall that lasts to the end: what could not even be sent is there with the time that it has waited.</summary>
    [Fact]
    public async Task Paced_WhatWasNeverSentCountsWithItsAge()
    {
        _service.Stall();
        var running = new PacedCalls(_service, PerSecond, mostOutstanding: 10).RunAsync(_meter, _end.Token, _impatience.Token);
        await Task.Delay(Stall);
        _end.Cancel();
        await Task.Delay(100);
        _impatience.Cancel();
        await running;
        Assert.Equal(10, _service.Asked);
        Assert.Equal(10, _meter.Faults.Count);
        Assert.InRange(_meter.Unsent, 400, 100_000);
        Assert.InRange(_meter.Calls.PercentileMs(0.9)!.Value, Stall.TotalMilliseconds / 2, 10_000);
        Assert.Equal(0, _meter.Quotes);
    }

    [Fact]
    public async Task Paced_KeepsItsRate()
    {
        var running = new PacedCalls(_service, PerSecond).RunAsync(_meter, _end.Token, _impatience.Token);
        await Task.Delay(500);
        var asked = _service.Asked;
        _end.Cancel();
        await running;
        // A busy machine may wake the clock of this test late, never the calls early.
        Assert.InRange(asked, 300, 5_000);
        Assert.Equal(_service.Asked, _meter.Quotes);
    }

    [Fact]
    public async Task Closed_HasNoMoreOnTheirWayThanAsked()
    {
        _service.Stall();
        var running = new ClosedCalls(_service, 7).RunAsync(_meter, _end.Token, _impatience.Token);
        while (_service.Asked < 7) await Task.Delay(10);
        await Task.Delay(50);
        Assert.Equal(7, _service.Asked);
        _end.Cancel();
        _impatience.Cancel();
        await running;
        Assert.Equal(7, _meter.Faults.Count);
    }

    [Fact]
    public async Task WrongAnswers_AreFaultsAndNoQuotes()
    {
        var refusing = new StubbornService { Refusal = "resident 7: another answer than before" };
        var running = new PacedCalls(refusing, PerSecond).RunAsync(_meter, _end.Token, _impatience.Token);
        await Task.Delay(100);
        _end.Cancel();
        await running;
        Assert.Equal(refusing.Asked, _meter.Faults.Count);
        Assert.Equal((0, 0), (_meter.Quotes, _meter.Calls.Count));
        Assert.InRange(_meter.Faults.First.Count, 1, 5);
    }
}
