namespace GrpcLite.Client.Retries;

/// <summary>The waits between the attempts of one call: random, under a bound that grows.</summary>
internal sealed class Backoff(RetrySettings settings)
{
    private TimeSpan bound = Min(settings.InitialBackoff, settings.MaxBackoff);

    /// <summary>The next wait, for a random number from 0 to 1.</summary>
    internal TimeSpan Next(double random)
    {
        var wait = bound * random;
        // Compared as a number first: a large multiplier would overflow a TimeSpan.
        bound = bound.Ticks * settings.BackoffMultiplier < settings.MaxBackoff.Ticks
            ? bound * settings.BackoffMultiplier
            : settings.MaxBackoff;
        return wait;
    }

    /// <summary>Starts over, as after a wait that the server has chosen.</summary>
    internal void Reset() => bound = Min(settings.InitialBackoff, settings.MaxBackoff);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
