using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Canbao.Server.Hosting.Proving;
using Canbao.Tests.Server.Reload;
using Canbao.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>A service over policies that a test changes; what it logs and measures is kept.</summary>
internal sealed class ReloadingServer : IAsyncDisposable, ILoggerProvider, ILogger
{
    /// <summary>The line whose value decides what assistance a payer of the full cost gets, as the bundled document has it and as it may be.</summary>
    internal const string Document = "500230/2025.yaml", None = "choose: none\n", Granted = "choose: granted\n";

    /// <summary>Fee of <see cref="Payer"/> under each of the two.</summary>
    internal const long FeeOfNone = 1_070_00, FeeOfGranted = 710_00;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _measured = [];

    internal ScratchPolicies Scratch { get; } = new(RepositoryFolder.Policies);

    internal RunningServer Server { get; private set; } = null!;

    internal ConcurrentQueue<(LogLevel Level, string Text)> Log { get; } = [];

    internal IEnumerable<string> Warnings => Log.Where(l => l.Level == LogLevel.Warning).Select(l => l.Text);

    /// <summary>Pays the full cost in August.</summary>
    internal static QuoteRequest Payer => Ask.Resident(r =>
    {
        r.Profile = Ask.Profile("subsistence_allowance");
        r.PaymentDate = 20250815;
    });

    internal static async Task<ReloadingServer> StartAsync(bool watch = true, Func<ScratchPolicies, string>? serve = null)
    {
        var reloading = new ReloadingServer();
        reloading.Server = await RunningServer.StartAsync(policies: serve?.Invoke(reloading.Scratch) ?? reloading.Scratch.Folder, watch: watch);
        reloading.Server.Services.GetRequiredService<ILoggerFactory>().AddProvider(reloading);
        reloading.Listen(reloading.Server.Services.GetRequiredService<IMeterFactory>());
        return reloading;
    }

    internal async Task<long> FeeAsync() => (await Server.Quotes.QuoteAsync(Payer)).FeeFen;

    internal async Task<ListPoliciesResponse> ListAsync() => await Server.Policies.ListPoliciesAsync(new ListPoliciesRequest());

    internal async Task<ReloadPoliciesResponse> ReloadAsync() => await Server.Policies.ReloadPoliciesAsync(new ReloadPoliciesRequest());

    internal async Task<StatusCode> StatusAsync(QuoteRequest request)
    {
        try
        {
            await Server.Quotes.QuoteAsync(request);
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }

    internal long Measured(string name)
    {
        _listener.RecordObservableInstruments();
        return _measured.GetValueOrDefault(name);
    }

    /// <summary>How long it takes until it holds.</summary>
    internal static async Task<TimeSpan> UntilAsync(Func<Task<bool>> holds)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            if (await holds()) return watch.Elapsed;
            if (watch.Elapsed > Patience) Assert.Fail($"not within {Patience.TotalSeconds} s");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await Server.DisposeAsync();
        Scratch.Dispose();
    }

    private void Listen(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "Canbao.Server") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _measured.AddOrUpdate($"{tags[0].Value}", value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _measured[instrument.Name] = value);
        _listener.Start();
    }

    void IDisposable.Dispose()
    {
    }

    // What it says of proofs has tests of its own.
    ILogger ILoggerProvider.CreateLogger(string categoryName) =>
        categoryName.StartsWith(typeof(BackgroundProver).Namespace!, StringComparison.Ordinal) ? NullLogger.Instance : this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Enqueue((logLevel, formatter(state, exception)));
}
