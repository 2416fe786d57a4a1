using Grpc.Core;
using GrpcLite.Client;

namespace Grpc.Net.Client;

/// <summary>A channel to one address. Its connections are made and shared as the calls need them.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ChannelState state;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority) => state = new ChannelState(address, options);

    public static GrpcChannel ForAddress(string address) => ForAddress(new Uri(address), new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new GrpcChannel(address, channelOptions);
    }

    public override CallInvoker CreateCallInvoker() => new HttpCallInvoker(state);

    /// <summary>Cancels the calls in flight and closes the connections.</summary>
    public void Dispose() => state.Dispose();
}
