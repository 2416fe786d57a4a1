namespace Grpc.Core;

/// <summary>Options of one write.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait for the next one before it goes out.</summary>
    BufferHint = 0x1,

    /// <summary>The message goes out uncompressed even if the call compresses.</summary>
    NoCompress = 0x2,
}
