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

    /// <summary>The wait that the server has chosen, after which the bound starts over, or else the next one.</summary>
    internal TimeSpan Next(Pushback? pushback, double random)
    {
        if (pushback is not { } chosen)
        {
            return Next(random);
        }

        bound = Min(settings.InitialBackoff, settings.MaxBackoff);
        return chosen.Wait;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
