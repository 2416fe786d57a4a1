using System.Globalization;
using Grpc.Core;

namespace Canbao.EndToEnd.Tests.Malformed;

/// <summary>What came back on one stream, or how its connection ended before.</summary>
internal sealed class RawAnswer
{
    internal Dictionary<string, string>? Headers { get; set; }

    internal Dictionary<string, string>? Trailers { get; set; }

    internal List<byte> Body { get; } = [];

    /// <summary>The error code of RST_STREAM.</summary>
    internal int? Reset { get; set; }

    /// <summary>The error code of GOAWAY.</summary>
    internal int? GoAway { get; set; }

    /// <summary>Whether the stream has come to its end, good or bad.</summary>
    internal bool Ended { get; set; }

    internal string HttpStatus => Headers![":status"];

    internal StatusCode? Status =>
        (Trailers ?? Headers)?.GetValueOrDefault("grpc-status") is { } code
            ? (StatusCode)int.Parse(code, CultureInfo.InvariantCulture)
            : null;

    public override string ToString() =>
        $"http {Headers?.GetValueOrDefault(":status")}, grpc {Status}, {Body.Count} bytes, reset {Reset}, goaway {GoAway}, ended {Ended}";
}
