using Canbao.Mapping;
using Microsoft.Extensions.Logging;

namespace Canbao.Recalculation.Messages;

/// <summary>A mistake of ours ends the run: in a file nobody would find the answer that says so.</summary>
internal sealed class DefectThrower : ILogger<Defects>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException(formatter(state, exception), exception);
}
