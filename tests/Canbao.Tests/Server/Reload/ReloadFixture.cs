using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Canbao.Documents;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Server.Hosting;
using Canbao.Server.Hosting.Proving;
using Canbao.Server.Hosting.Reload;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Canbao.Tests.Server.Reload;

/// <summary>A reloader over a scratch folder, without a server; what it logs and counts is kept.</summary>
internal sealed class ReloadFixture : IDisposable, ILoggerProvider, ILogger
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();

    public ReloadFixture(string? only = null)
    {
        Scratch = new(TestPolicies.Folder, only);
        Books = new(PolicyFolder.LoadBook(Scratch.Folder));
        _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "Canbao.Server") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            Outcomes.AddOrUpdate($"{tags[0].Key}={tags[0].Value}", value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Gauges[instrument.Name] = value);
        _listener.Start();
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(this));
        Reloader = new(new ServerOptions { PolicyFolder = Scratch.Folder }, FolderState.Of(Scratch.Folder), Books, Plans, new(meters, Books, Proofs),
            new(loggers.CreateLogger<Defects>()), loggers.CreateLogger<PolicyReloader>());
    }

    public ScratchPolicies Scratch { get; }

    public PolicyBookHolder Books { get; }

    public PlanCache Plans { get; } = new();

    public ProofBoard Proofs { get; } = new();

    public PolicyReloader Reloader { get; }

    public ConcurrentQueue<(LogLevel Level, string Text)> Log { get; } = [];

    public ConcurrentDictionary<string, long> Outcomes { get; } = [];

    private Dictionary<string, int> Gauges { get; } = [];

    /// <summary>The gauges as they are now: refused, loaded.</summary>
    public (int Refused, int Loaded) Measure()
    {
        _listener.RecordObservableInstruments();
        return (Gauges["canbao.policies.reload_refused"], Gauges["canbao.policies.loaded"]);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
        Plans.Dispose();
        Scratch.Dispose();
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Enqueue((logLevel, formatter(state, exception)));
}
