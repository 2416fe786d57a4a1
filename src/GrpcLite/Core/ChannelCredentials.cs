namespace Grpc.Core;

/// <summary>Whether a channel uses TLS, and the credentials that all its calls carry.</summary>
public abstract class ChannelCredentials
{
    private protected ChannelCredentials()
    {
    }

    public static ChannelCredentials Insecure { get; } = new Fixed(secure: false, null);

    /// <summary>TLS with the root certificates of the system.</summary>
    public static ChannelCredentials SecureSsl { get; } = new Fixed(secure: true, null);

    internal abstract bool IsSecure { get; }

    internal abstract CallCredentials? CallCredentials { get; }

    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return new Fixed(channelCredentials.IsSecure, callCredentials);
    }

    private sealed class Fixed(bool secure, CallCredentials? callCredentials) : ChannelCredentials
    {
        internal override bool IsSecure => secure;

        internal override CallCredentials? CallCredentials => callCredentials;
    }
}
