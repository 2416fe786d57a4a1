namespace GrpcLite.Framing;

/// <summary>A serializer failed after part of its message had gone to the output; the stream is beyond repair.</summary>
internal sealed class TornMessageException(Exception cause)
    : Exception("A serializer failed in the middle of its message.", cause);
