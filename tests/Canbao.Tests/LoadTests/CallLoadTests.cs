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

    /// <summary>Whatever else the machine does: every call that is due in the first half of the stall waits for the second one.</summary>
    [Theory]
    [InlineData(PacedCalls.MostOutstanding)]
    [InlineData(10)]
    public async Task Paced_CountsFromTheIntendedStart(int mostOutstanding)
    {
        var running = new PacedCalls(_service, PerSecond, mostOutstanding).RunAsync(_meter, _end.Token, _impatience.Token);
        while (_service.Asked == 0) await Task.Delay(10);
        _service.Stall();
        await Task.Delay(Stall);
        _service.GoOn();
        await Task.Delay(50);
        _end.Cancel();
        await running;
        var halfAStall = Stall / 2;
        var waiting = 0.95 * halfAStall.TotalSeconds * PerSecond;
        var calls = _meter.Calls.Look();
        Assert.InRange(calls.TotalCount, 2 * waiting, 100_000);
        Assert.InRange(calls.PercentileMs(1 - (waiting / calls.TotalCount))!.Value, halfAStall.TotalMilliseconds, 60_000);
        Assert.Equal(0, _meter.Faults.Count);
    }

    /// <summary>That is why a closed loop is for capacity only: a stall of the same length is one slow call in each lane.</summary>
    [Fact]
    public async Task Closed_HidesAStall()
    {
        var running = new ClosedCalls(_service, 4).RunAsync(_meter, _end.Token, _impatience.Token);
        while (_service.Asked < 10_000) await Task.Delay(10);
        _service.Stall();
        await Task.Delay(Stall);
        _service.GoOn();
        _end.Cancel();
        await running;
        var calls = _meter.Calls.Look();
        Assert.InRange(calls.PercentileMs(0.99)!.Value, 0, 100);
        Assert.InRange(calls.PercentileMs(1)!.Value, Stall.TotalMilliseconds * 0.8, 10_000);
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
        // One more may go out when the first of them gives up its place.
        Assert.InRange(_service.Asked, 10, 11);
        Assert.Equal(_service.Asked, _meter.Faults.Count);
        Assert.InRange(_meter.Unsent, 400, 100_000);
        Assert.InRange(_meter.Calls.Look().PercentileMs(0.9)!.Value, Stall.TotalMilliseconds / 2, 10_000);
        Assert.Equal(0, _meter.Quotes);
    }

    [Fact]
    public async Task Paced_KeepsItsRate()
    {
        var running = new PacedCalls(_service, PerSecond).RunAsync(_meter, _end.Token, _impatience.Token);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Task.Delay(500);
        _end.Cancel();
        await running;
        // A busy machine may be late, never early; and what is late is sent later or counted as unsent.
        Assert.InRange(_service.Asked + _meter.Unsent, 470, clock.Elapsed.TotalSeconds * PerSecond + 100);
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
        while (refusing.Asked == 0) await Task.Delay(10);
        _end.Cancel();
        await running;
        Assert.Equal(refusing.Asked, _meter.Faults.Count);
        Assert.Equal(0, _meter.Quotes);
        Assert.Equal(_meter.Unsent, _meter.Calls.Look().TotalCount);
        Assert.InRange(_meter.Faults.First.Count, 1, 5);
    }
}
