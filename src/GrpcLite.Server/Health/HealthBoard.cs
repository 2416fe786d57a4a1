using System.Threading.Channels;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace GrpcLite.Server.Health;

/// <summary>The status of each service, and who is told when it changes.</summary>
internal sealed class HealthBoard
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ServingStatus> statuses = [];
    private readonly Dictionary<string, List<Channel<ServingStatus>>> watchers = [];

    /// <summary>The status, or <see cref="ServingStatus.ServiceUnknown"/>.</summary>
    internal ServingStatus Get(string service)
    {
        lock (gate)
        {
            return statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown);
        }
    }

    internal void Set(string service, ServingStatus status)
    {
        lock (gate)
        {
            statuses[service] = status;
            Tell(service, status);
        }
    }

    internal void Clear(string service)
    {
        lock (gate)
        {
            statuses.Remove(service);
            Tell(service, ServingStatus.ServiceUnknown);
        }
    }

    internal void ClearAll()
    {
        lock (gate)
        {
            statuses.Clear();
            foreach (var service in watchers.Keys)
            {
                Tell(service, ServingStatus.ServiceUnknown);
            }
        }
    }

    /// <summary>A channel of the current status and its changes. A slow watcher sees the newest only.</summary>
    internal Channel<ServingStatus> Subscribe(string service)
    {
        var channel = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            if (!watchers.TryGetValue(service, out var channels))
            {
                watchers[service] = channels = [];
            }

            channels.Add(channel);
            channel.Writer.TryWrite(statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
        }

        return channel;
    }

    internal void Unsubscribe(string service, Channel<ServingStatus> channel)
    {
        lock (gate)
        {
            var channels = watchers[service];
            channels.Remove(channel);
            if (channels.Count == 0)
            {
                watchers.Remove(service);
            }
        }
    }

    private void Tell(string service, ServingStatus status)
    {
        foreach (var channel in watchers.GetValueOrDefault(service, []))
        {
            channel.Writer.TryWrite(status);
        }
    }
}
