using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace GrpcLite.Server.Calls;

/// <summary>The server's limits of a body, which are for those that should end soon.</summary>
internal static class RequestLimits
{
    /// <summary>A stream may be quiet, and long.</summary>
    internal static void Lift(HttpContext http)
    {
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    /// <summary>
    /// The limit of a message that is alone in its body. An endpoint may take smaller bodies than its service takes messages, and
    /// compression is no way around that.
    /// </summary>
    internal static int? OfSingleMessage(HttpContext http, int? maxSize) =>
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } body && body < (maxSize ?? int.MaxValue)
            ? (int)body
            : maxSize;
}
