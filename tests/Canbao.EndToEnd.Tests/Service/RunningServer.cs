using System.Net;
using Canbao.Documents;
using Canbao.Mapping;
using Canbao.Server.Hosting;
using Canbao.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;

namespace Canbao.EndToEnd.Tests.Service;

/// <summary>The service with the project's policies on a free loopback port, in this process.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly WebApplication _application;

    public RunningServer()
        : this(new ServiceLimits(), RepositoryFolder.Policies, watch: true, prove: false, web: null)
    {
    }

    private RunningServer(ServiceLimits limits, string policies, bool watch, bool prove, WebOptions? web) =>
        _application = CanbaoServer.Build(new ServerOptions
        {
            Listen = new IPEndPoint(IPAddress.Loopback, 0), PolicyFolder = policies, WatchPolicies = watch, ProvePolicies = prove,
            Limits = limits, Web = web,
        });

    public string Address => _application.Urls.First();

    /// <summary>Of the endpoint for browsers.</summary>
    public string WebAddress => _application.Urls.Skip(1).Single();

    public GrpcChannel Channel { get; private set; } = null!;

    public QuoteService.QuoteServiceClient Quotes => new(Channel);

    public PolicyService.PolicyServiceClient Policies => new(Channel);

    public IServiceProvider Services => _application.Services;

    public static async Task<RunningServer> StartAsync(
        ServiceLimits? limits = null, string? policies = null, bool watch = true, bool prove = false, WebOptions? web = null)
    {
        var server = new RunningServer(limits ?? new ServiceLimits(), policies ?? RepositoryFolder.Policies, watch, prove, web);
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        await _application.StartAsync();
        Channel = GrpcChannel.ForAddress(Address);
    }

    public Task StopAsync() => _application.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }
}

/// <summary>Tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class SharedServer : ICollectionFixture<RunningServer>
{
    public const string Name = "shared server";
}
