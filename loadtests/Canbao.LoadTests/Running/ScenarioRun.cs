using System.Diagnostics;
using Canbao.LoadTests.Load;
using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Scenarios;
using Grpc.Core;
using Grpc.Net.Client;
using HdrHistogram;

namespace Canbao.LoadTests.Running;

/// <summary>
/// Runs one scenario against one service: asks every resident once and checks the answers, warms up, measures the rounds, climbs the
/// ramp. What is interrupted keeps what was measured until then.
/// </summary>
internal sealed class ScenarioRun(
    Scenario scenario, LoadOptions options, ResidentSet residents, ServiceUnderTest service, LatencyLog? log, Action<string> progress) : IAsyncDisposable
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3), LeadIn = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(10),
        PreparationPatience = TimeSpan.FromMinutes(2), StepLength = TimeSpan.FromSeconds(3);

    // Seconds: CPU time is counted in hundredths. A long measurement has longer slices.
    private const double ShortestSlice = 0.5;
    private const int MostSlices = 600;

    private readonly List<IDisposable> _used = [];
    private readonly Faults _faults = new();
    private ClientLoad? _client;

    private TimeSpan Length => TimeSpan.FromSeconds(options.Seconds ?? scenario.Seconds);

    public async ValueTask DisposeAsync()
    {
        if (_client is not null) await _client.DisposeAsync();
        _used.ForEach(used => used.Dispose());
    }

    public async Task<ScenarioResult> RunAsync(CancellationToken stop)
    {
        var (rounds, steps) = (new List<Round>(), new List<RampStep>());
        var check = new AnswerCheck(residents.Book);
        var isPrepared = false;
        try
        {
            progress("asking every resident once");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(PreparationPatience);
            var loads = await PrepareAsync(check, patience.Token);
            isPrepared = true;
            // How fast wrong answers come is of no interest.
            if (_faults.Count == 0) await MeasureAsync(loads, rounds, steps, stop);
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException)
        {
            if (!stop.IsCancellationRequested)
                _faults.Add(e is RpcException { StatusCode: not StatusCode.Cancelled } rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}"
                    : $"the residents were not all answered within {PreparationPatience.TotalSeconds} s");
        }
        return new ScenarioResult(scenario)
        {
            Rounds = rounds, Steps = steps, Errors = _faults.Count, FirstErrors = _faults.First, Checksum = isPrepared ? check.Checksum : null,
            Checked = (check.Residents, check.Interpreted), IsStopped = stop.IsCancellationRequested,
        };
    }

    /// <summary>Warms up, measures the rounds and climbs the ramp.</summary>
    private async Task MeasureAsync(IReadOnlyList<ILoad> loads, List<Round> rounds, List<RampStep> steps, CancellationToken stop)
    {
        progress("warming up");
        await MeasureAsync(loads, Length < WarmUp ? Length : WarmUp, stop);
        for (var i = 0; i < scenario.Rounds && !stop.IsCancellationRequested; i++)
        {
            progress($"round {i + 1} of {scenario.Rounds}");
            if (await MeasureAsync(loads, Length, stop, Log) is { } round) rounds.Add(round);
        }
        await ClimbAsync(loads, Length < StepLength ? Length : StepLength, steps, stop);
    }

    /// <summary>The loads of the scenario, when all their residents have been asked.</summary>
    private async Task<IReadOnlyList<ILoad>> PrepareAsync(AnswerCheck check, CancellationToken stop)
    {
        var loads = new List<ILoad>();
        if (scenario.Batches != BatchForm.None)
        {
            var batches = new BatchSource(residents, scenario.Batches, options);
            await batches.PrepareAsync(NewChannel(), check, wrong => _faults.Add(wrong), stop);
            if (scenario.Batches != BatchForm.Rows) loads.Add(_client = new ClientLoad(service.Address, batches, options));
            else for (var i = 0; i < options.Streams; i++)
                loads.Add(new BatchStream(NewChannel(), batches, options.BatchesInFlight, first: i * batches.Count / options.Streams));
        }
        if (scenario.H2loadClients > 0) return [await PrepareH2LoadAsync(check, stop)];
        if (!scenario.HasCalls) return loads;
        var calls = new CallSource(NewChannel(), residents);
        await calls.PrepareAsync(check, wrong => _faults.Add(wrong), stop);
        loads.Add(scenario.CallsInFlight > 0 ? new ClosedCalls(calls, scenario.CallsInFlight) : new PacedCalls(calls, scenario.CallsPerSecond));
        return loads;
    }

    private async Task<ILoad> PrepareH2LoadAsync(AnswerCheck check, CancellationToken stop)
    {
        var calls = new H2LoadCalls(service.Address, residents.Resident(0), scenario, Length);
        _used.Add(calls);
        await calls.PrepareAsync(check, wrong => _faults.Add(wrong), stop);
        return calls;
    }

    private GrpcChannel NewChannel()
    {
        var channel = GrpcChannel.ForAddress(service.Address);
        _used.Add(channel);
        return channel;
    }

    /// <summary>Tries higher and higher rates until one is not held.</summary>
    private async Task ClimbAsync(IReadOnlyList<ILoad> loads, TimeSpan length, List<RampStep> steps, CancellationToken stop)
    {
        if (options.IsJson) return;
        foreach (var rate in scenario.Ramp)
        {
            if (stop.IsCancellationRequested) return;
            progress($"ramp: {rate} calls a second");
            if (await MeasureAsync([.. loads.OfType<PacedCalls>().Select(calls => calls.At(rate))], length, stop) is not { } round) return;
            steps.Add(new RampStep(rate, round));
            if (!steps[^1].IsHeld) return;
        }
    }

    /// <summary>Null if it was interrupted before there was anything to measure.</summary>
    private async Task<Round?> MeasureAsync(
        IReadOnlyList<ILoad> loads, TimeSpan length, CancellationToken stop, Action<HistogramBase, HistogramBase>? seen = null)
    {
        var meter = new Meter();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var impatience = new CancellationTokenSource();
        var running = Task.WhenAll(loads.Select(load => load.RunAsync(meter, end.Token, impatience.Token)));
        var sampler = new Sampler(meter, service.ProcessId, seen);
        await sampler.RunAsync(LeadIn, length, TimeSpan.FromSeconds(Math.Max(ShortestSlice, length.TotalSeconds / MostSlices)), running, stop);
        end.Cancel();
        impatience.CancelAfter(Patience);
        await running;
        // A service that got the same Ctrl-C fails before this program hears of it: that is no fault of its own.
        _faults.Add(meter.Faults, stop.IsCancellationRequested ? sampler.FaultsSeen : meter.Faults.Count);
        return sampler.Result();
    }

    private void Log(HistogramBase calls, HistogramBase batches)
    {
        log?.Append($"{scenario.Name}.calls", calls);
        log?.Append($"{scenario.Name}.batches", batches);
    }
}
