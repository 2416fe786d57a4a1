using System.Collections.Frozen;
using Grpc.Core;

namespace GrpcLite.Protocol;

/// <summary>Moves metadata into HTTP headers and back.</summary>
internal static class MetadataHeaders
{
    /// <summary>Headers that belong to the protocol or to one hop, in neither direction metadata.</summary>
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        [
            HeaderNames.Status, HeaderNames.Message, HeaderNames.Timeout, HeaderNames.Encoding,
            HeaderNames.AcceptEncoding, HeaderNames.EncodingRequest, "content-type", "content-length",
            "te", "host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade",
        ],
        StringComparer.OrdinalIgnoreCase);

    internal static bool IsReserved(string name) => name.StartsWith(':') || Reserved.Contains(name);

    /// <summary>Adds one received header. A list of base64 values becomes one entry each.</summary>
    /// <exception cref="FormatException">A <c>-bin</c> value is not base64.</exception>
    internal static void AddReceived(Metadata metadata, string name, string? value)
    {
        if (IsReserved(name))
        {
            return;
        }

        if (!MetadataKey.IsBinary(name))
        {
            metadata.Add(name, value ?? "");
            return;
        }

        foreach (var part in value.AsSpan().Split(','))
        {
            metadata.Add(name, BinaryHeader.Decode(value.AsSpan(part)));
        }
    }

    /// <summary>The text that goes into the header of an entry.</summary>
    /// <exception cref="InvalidOperationException">The value cannot be sent in a header.</exception>
    internal static string ToHeader(Metadata.Entry entry)
    {
        if (entry.IsBinary)
        {
            return BinaryHeader.Encode(entry.RawBytes);
        }

        return entry.Value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new InvalidOperationException($"The value of {entry.Key} has characters other than printable ASCII; use a -bin key.")
            : entry.Value;
    }
}
