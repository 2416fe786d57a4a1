using Canbao.Mapping;
using Canbao.Server.Hosting;
using Canbao.Server.Services;
using Canbao.V1;
using Grpc.Core;
using Microsoft.Extensions.Logging.Abstractions;

namespace Canbao.Tests.Server.Reload;

/// <summary>Until callers are authenticated, only those on the same machine have the folder read again.</summary>
public sealed class ReloadPermissionTests : IDisposable
{
    private readonly ReloadFixture _fixture = new(only: "512022/2025.yaml");
    private readonly PolicyEndpoint _endpoint;

    public ReloadPermissionTests() => _endpoint =
        new(_fixture.Books, _fixture.Reloader, _fixture.Proofs,
            new UnaryCalls(new LoadGate(new ServiceLimits { MaxCalls = 1 }), new Defects(NullLogger<Defects>.Instance)));

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("ipv4:192.0.2.7:40000")]
    [InlineData("ipv6:[2001:db8::7]:40000")]
    [InlineData("unknown")]
    public async Task Rejects_CallersElsewhere(string peer)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => _endpoint.ReloadPolicies(new ReloadPoliciesRequest(), new Call(peer)));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Contains("loopback", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(_fixture.Outcomes);
    }

    /// <summary>Each call's place is free again after it, whether it waited or was refused.</summary>
    [Fact]
    public async Task Accepts_CallersOnThisMachine()
    {
        for (var call = 0; call < 3; call++)
        {
            var response = await _endpoint.ReloadPolicies(new ReloadPoliciesRequest(), new Call("ipv4:127.0.0.1:40000"));
            Assert.Equal(_fixture.Books.Current.Digest, response.BookDigest);
        }
        Assert.Equal(3, _fixture.Outcomes["outcome=unchanged"]);
    }

    [Fact]
    public async Task CallerWhoWaitsNoLonger_IsNoDefect()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var call = new Call("ipv4:127.0.0.1:40000", gone.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _endpoint.ReloadPolicies(new ReloadPoliciesRequest(), call));
        await _fixture.Reloader.ReloadAsync();
        Assert.Empty(_fixture.Log);
    }

    /// <summary>A call of which only the caller is known.</summary>
    private sealed class Call(string peer, CancellationToken stop = default) : ServerCallContext
    {
        protected override string PeerCore => peer;

        protected override CancellationToken CancellationTokenCore => stop;

        protected override string MethodCore => "";

        protected override string HostCore => "";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore => [];

        protected override Metadata ResponseTrailersCore => [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
    }
}
