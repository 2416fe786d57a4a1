using System.Globalization;
using Grpc.Core;

namespace GrpcLite.Tests;

/// <summary>What came back, as it was on the wire.</summary>
internal sealed record RawReply(
    HttpResponseMessage Response, byte[] Body, Dictionary<string, string> Headers, Dictionary<string, string> Trailers)
{
    internal bool IsTrailersOnly => Headers.ContainsKey("grpc-status") && Trailers.Count == 0 && Body.Length == 0;

    internal StatusCode Status =>
        (StatusCode)int.Parse(IsTrailersOnly ? Headers["grpc-status"] : Trailers["grpc-status"], CultureInfo.InvariantCulture);
}
