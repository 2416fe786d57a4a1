using System.Globalization;
using System.Net.Http.Headers;
using GrpcLite.Protocol;

namespace GrpcLite.Client.Retries;

/// <summary>When the server wants the next attempt; anything but a number of milliseconds means never.</summary>
internal readonly record struct Pushback(TimeSpan Wait, bool StopsRetries)
{
    /// <summary>Null if the server does not say.</summary>
    internal static Pushback? Read(HttpResponseHeaders? headers)
    {
        if (headers is null || CallResponse.First(headers, HeaderNames.RetryPushback) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= 0
            ? new Pushback(TimeSpan.FromMilliseconds(milliseconds), StopsRetries: false)
            : new Pushback(default, StopsRetries: true);
    }
}
