using InteropHost;
using Microsoft.AspNetCore.Builder;

namespace GrpcLite.Tests.Interop;

/// <summary>The test host, as <c>./build.sh interop-host</c> serves it.</summary>
public sealed class RunningHost : IAsyncLifetime
{
    private readonly WebApplication application = InteropApplication.Build(0);

    internal int Port => new Uri(application.Urls.Single()).Port;

    public ValueTask InitializeAsync() => new(application.StartAsync());

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await application.StopAsync(patience.Token);
        await application.DisposeAsync();
    }
}
