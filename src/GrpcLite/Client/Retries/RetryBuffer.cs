namespace GrpcLite.Client.Retries;

/// <summary>Bounds the bytes that a channel keeps for attempts to come.</summary>
internal sealed class RetryBuffer(long? maxSize, long? maxSizePerCall)
{
    private long kept;

    /// <summary>False if the message must not be kept; its call then has one attempt.</summary>
    internal bool TryKeep(int length)
    {
        if (length > maxSizePerCall)
        {
            return false;
        }

        if (Interlocked.Add(ref kept, length) > maxSize)
        {
            Release(length);
            return false;
        }

        return true;
    }

    internal void Release(int length) => Interlocked.Add(ref kept, -length);
}
