namespace Canbao.LoadTests.Running;

/// <summary>One rate of a ramp.</summary>
internal sealed record RampStep(int Asked, Round Round)
{
    /// <summary>Whether the service answered as many as were due, but for 1 %.</summary>
    public bool IsHeld => Round.Whole.QuotesPerSecond >= 0.99 * Asked;
}
