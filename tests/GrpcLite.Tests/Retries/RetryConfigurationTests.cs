using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using GrpcLite.Client.Retries;

namespace GrpcLite.Tests.Retries;

public sealed class RetryConfigurationTests
{
    public static TheoryData<string, Action<RetryPolicy>> BadPolicies() => new()
    {
        { "MaxAttempts", policy => policy.MaxAttempts = null },
        { "MaxAttempts", policy => policy.MaxAttempts = 1 },
        { "InitialBackoff", policy => policy.InitialBackoff = null },
        { "InitialBackoff", policy => policy.InitialBackoff = TimeSpan.Zero },
        { "MaxBackoff", policy => policy.MaxBackoff = null },
        { "MaxBackoff", policy => policy.MaxBackoff = TimeSpan.FromSeconds(-1) },
        { "BackoffMultiplier", policy => policy.BackoffMultiplier = null },
        { "BackoffMultiplier", policy => policy.BackoffMultiplier = 0 },
        { "BackoffMultiplier", policy => policy.BackoffMultiplier = double.NaN },
        { "RetryableStatusCodes", policy => policy.RetryableStatusCodes.Clear() },
    };

    [Theory]
    [MemberData(nameof(BadPolicies))]
    public void Rejects_Policy(string named, Action<RetryPolicy> spoil)
    {
        var policy = FlakyHost.Policy();
        spoil(policy);
        using var channel = Channel(FlakyHost.Config(policy));
        var thrown = Assert.Throws<InvalidOperationException>(
            () => channel.CreateCallInvoker().AsyncUnaryCall(ScriptBase.UnaryMethod, null, default, ""));
        Assert.StartsWith(named, thrown.Message);
    }

    [Theory]
    [InlineData(null, 0.1)]
    [InlineData(0, 0.1)]
    [InlineData(10, null)]
    [InlineData(10, 0.0)]
    public void Rejects_Throttling(int? maxTokens, double? tokenRatio)
    {
        var throttling = new RetryThrottlingPolicy { MaxTokens = maxTokens, TokenRatio = tokenRatio };
        Assert.Throws<InvalidOperationException>(() => Channel(FlakyHost.Config(throttling: throttling)));
    }

    [Fact]
    public void Rejects_NameTwice()
    {
        var config = FlakyHost.Config();
        config.MethodConfigs.Add(new MethodConfig { Names = { new MethodName() } });
        Assert.Throws<InvalidOperationException>(() => Channel(config));
    }

    [Fact]
    public void DefaultName_IsReadOnly()
    {
        Assert.Throws<NotSupportedException>(() => MethodName.Default.Service = "test.Script");
        Assert.Throws<NotSupportedException>(() => MethodName.Default.Method = "Unary");
    }

    [Fact]
    public void MostSpecificName_Wins()
    {
        var config = FlakyHost.Config(PolicyOf(2));
        config.MethodConfigs.Add(Named(PolicyOf(3), "test.Script", null));
        config.MethodConfigs.Add(Named(PolicyOf(4), "test.Script", "Unary"));
        config.MethodConfigs.Add(Named(null, "test.Script", "ServerStream"));
        var retries = new ChannelRetries(config, new GrpcChannelOptions());
        Assert.Equal(4, retries.Find(ScriptBase.UnaryMethod)!.MaxAttempts);
        Assert.Equal(3, retries.Find(ScriptBase.DuplexMethod)!.MaxAttempts);
        Assert.Null(retries.Find(ScriptBase.ServerStreamMethod));
        Assert.Equal(2, retries.Find(Other())!.MaxAttempts);
    }

    [Fact]
    public void Backoff_IsRandomUnderAGrowingBound()
    {
        var policy = FlakyHost.Policy();
        policy.InitialBackoff = TimeSpan.FromMilliseconds(10);
        policy.MaxBackoff = TimeSpan.FromMilliseconds(35);
        var backoff = new Backoff(RetrySettings.Of(policy, null));
        Assert.Equal([10, 20, 35, 35], Enumerable.Range(0, 4).Select(_ => backoff.Next(1).TotalMilliseconds));
        backoff = new Backoff(RetrySettings.Of(policy, null));
        Assert.Equal([0, 10], new double[] { 0, 0.5 }.Select(random => backoff.Next(random).TotalMilliseconds));
    }

    [Fact]
    public void Backoff_OfExtremePolicy_StaysAtItsMaximum()
    {
        var policy = FlakyHost.Policy();
        policy.BackoffMultiplier = double.MaxValue;
        policy.InitialBackoff = TimeSpan.FromDays(1);
        var backoff = new Backoff(RetrySettings.Of(policy, null));
        Assert.Equal([20, 20], Enumerable.Range(0, 2).Select(_ => backoff.Next(1).TotalMilliseconds));
    }

    [Fact]
    public void Backoff_StartsOver_AfterAWaitThatTheServerChose()
    {
        var policy = FlakyHost.Policy();
        (policy.InitialBackoff, policy.MaxBackoff, policy.BackoffMultiplier) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), 2);
        var backoff = new Backoff(RetrySettings.Of(policy, null));
        Pushback?[] pushbacks = [null, null, new Pushback(TimeSpan.FromSeconds(5), StopsRetries: false), null, null];
        Assert.Equal([1, 2, 5, 1, 2], pushbacks.Select(pushback => backoff.Next(pushback, 1).TotalSeconds));
    }

    [Fact]
    public void Throttle_CountsTokens()
    {
        var throttle = new RetryThrottle(new RetryThrottlingPolicy { MaxTokens = 10, TokenRatio = 0.5009 });
        Repeat(4, throttle.CountFailure);
        Assert.False(throttle.StopsRetries);
        throttle.CountFailure();
        Assert.True(throttle.StopsRetries);
        throttle.CountSuccess();
        Assert.False(throttle.StopsRetries);
        Repeat(20, throttle.CountFailure);
        Repeat(10, throttle.CountSuccess);
        Assert.True(throttle.StopsRetries);
        throttle.CountSuccess();
        Assert.False(throttle.StopsRetries);
        Repeat(100, throttle.CountSuccess);
        Repeat(5, throttle.CountFailure);
        Assert.True(throttle.StopsRetries);
    }

    private static void Repeat(int times, Action action)
    {
        for (var time = 0; time < times; time++)
        {
            action();
        }
    }

    private static GrpcChannel Channel(ServiceConfig config) =>
        GrpcChannel.ForAddress("http://127.0.0.1:1", new GrpcChannelOptions { ServiceConfig = config });

    private static MethodConfig Named(RetryPolicy? policy, string service, string? method) =>
        new() { Names = { new MethodName { Service = service, Method = method } }, RetryPolicy = policy };

    private static RetryPolicy PolicyOf(int maxAttempts)
    {
        var policy = FlakyHost.Policy();
        policy.MaxAttempts = maxAttempts;
        return policy;
    }

    private static Method<string, string> Other() => new(
        MethodType.Unary, "test.Other", "Unary", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
}
