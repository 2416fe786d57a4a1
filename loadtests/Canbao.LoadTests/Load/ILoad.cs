using Canbao.LoadTests.Measuring;

namespace Canbao.LoadTests.Load;

/// <summary>Something that keeps the service busy.</summary>
internal interface ILoad
{
    /// <summary>
    /// Asks until the end, then waits for what is on its way. What has no answer when the patience is over is a fault, as is every failed
    /// call and every wrong answer; nothing is thrown for them.
    /// </summary>
    Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience);
}
