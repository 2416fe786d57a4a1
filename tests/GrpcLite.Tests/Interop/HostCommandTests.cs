using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Canbao.EndToEnd.Tests;
using Canbao.EndToEnd.Tests.Interop;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace GrpcLite.Tests.Interop;

/// <summary><c>./build.sh interop-host</c>, as a person calls it who tests a client by hand.</summary>
public sealed class HostCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Host_SaysWhereItIs_Answers_AndEndsWell(string signal)
    {
        using var process = Process.Start(Child.Command(Path.Combine(RepositoryFolder.Root, "build.sh"), "interop-host", "--port", "0"))!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            Assert.Matches(@"^interop host on http://127\.0\.0\.1:\d+$", line);
            await AskAsync(line!.Split(' ')[^1]);
            await Child.SucceedAsync("/bin/kill", $"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture));
            Assert.Equal("", await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience));
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(0, process.ExitCode);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public async Task Rejects_WhatIsNoPort(string port)
    {
        var result = await RunAsync("--port", port);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains($"'{port}': expected a number from 0 to 65535", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_APortThatIsTaken()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var result = await RunAsync("--port", port);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(port, Assert.Single(result.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static Task<Child.Result> RunAsync(params string[] arguments) =>
        Child.RunAsync(Child.Command("dotnet", [typeof(InteropHost.InteropApplication).Assembly.Location, .. arguments]));

    private static async Task AskAsync(string address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var health = new Health.HealthClient(channel);
        foreach (var service in new[] { "", "grpc.testing.TestService" })
        {
            var reply = await health.CheckAsync(new HealthCheckRequest { Service = service });
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, reply.Status);
        }

        await new Grpc.Testing.TestService.TestServiceClient(channel).EmptyCallAsync(new Grpc.Testing.Empty());
    }
}
