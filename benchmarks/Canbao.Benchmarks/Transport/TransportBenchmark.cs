using System.Diagnostics;
using System.Globalization;
using Canbao.Api;
using Canbao.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Canbao.Benchmarks.Transport;

/// <summary>
/// The server's cost of a call and of a message, against the same bytes through bare Kestrel endpoints in the same process. The
/// scenarios take turns in short rounds, so that what else the machine does meets all of them; ratios are of the same round.
/// </summary>
internal sealed class TransportBenchmark : IDisposable
{
    public const string Argument = "transport";

    private const int InFlight = 64, Rounds = 9;

    private readonly GrpcChannel _floor, _bytes, _service;
    private readonly HttpClient _cost = new() { DefaultRequestVersion = System.Net.HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    private readonly TimeSpan _round;

    private TransportBenchmark(string[] addresses, TimeSpan round)
    {
        if (addresses.Select(address => GrpcChannel.ForAddress(address)).ToArray() is not [var floor, var bytes, var service])
            throw new InvalidOperationException("the measured process did not tell its addresses");
        (_floor, _bytes, _service) = (floor, bytes, service);
        _cost.BaseAddress = new Uri(addresses[0]);
        _round = round;
    }

    /// <summary>
    /// Starts the measured process, measures, and prints a table. Arguments: milliseconds of a round; part of the name of the
    /// scenarios to measure, beside the floor that each is compared with.
    /// </summary>
    public static async Task RunAsync(string[] args)
    {
        var round = TimeSpan.FromMilliseconds(args.Length == 0 ? 1_000 : int.Parse(args[0], CultureInfo.InvariantCulture));
        var wanted = args.Length > 1 ? args[1] : "";
        using var server = StartServer();
        try
        {
            var addresses = await server.StandardOutput.ReadLineAsync() ?? "";
            using var benchmark = new TransportBenchmark(addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries), round);
            foreach (var line in await benchmark.MeasureAsync(wanted)) Console.WriteLine(line);
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        _floor.Dispose();
        _bytes.Dispose();
        _service.Dispose();
        _cost.Dispose();
    }

    /// <summary>The process runs with the settings of the service.</summary>
    private static Process StartServer()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, TransportServer.Argument) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_gcServer"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    private Scenario[] Scenarios()
    {
        var (floor, grpc) = (_floor.CreateCallInvoker(), _bytes.CreateCallInvoker());
        var quotes = new QuoteService.QuoteServiceClient(_service);
        var request = new Bytes(Traffic.UnaryRequest);
        var bytes = Traffic.UnaryRequest.Length + Traffic.UnaryReply.Length;
        return
        [
            new("unary, bare Kestrel", bytes, 0, () => UnaryAsync(() => Call(floor, request))),
            new("unary, gRPC layer", bytes, 0, () => UnaryAsync(() => Call(grpc, request))),
            new("unary, a quote", bytes, 0, () => UnaryAsync(() => quotes.QuoteAsync(Traffic.Quote).ResponseAsync)),
            .. Streams("200 B messages", 3, Traffic.OfSizes(200, 200), floor, grpc),
            .. Streams("31 kB messages", 5, Traffic.OfSizes(31_000, 26_000), floor, grpc),
            .. Streams("197 kB messages", 7, Traffic.OfSizes(197_000, 179_000), floor, grpc),
        ];
    }

    private Scenario[] Streams(string what, int place, Traffic traffic, CallInvoker floor, CallInvoker grpc)
    {
        var bytes = traffic.Request.Length + traffic.Reply.Length;
        return
        [
            new($"stream, {what}, bare Kestrel", bytes, place, () => StreamAsync(floor, traffic)),
            new($"stream, {what}, gRPC layer", bytes, place, () => StreamAsync(grpc, traffic)),
        ];
    }

    private async Task<List<string>> MeasureAsync(string wanted)
    {
        var all = Scenarios();
        var named = all.Where(scenario => scenario.Name.Contains(wanted, StringComparison.Ordinal)).ToList();
        var measured = named.Concat(named.Select(scenario => all[scenario.Floor])).Distinct().ToList();
        foreach (var scenario in measured) await MeasureAsync(scenario);
        foreach (var scenario in measured) scenario.Samples.Clear();
        for (var i = 0; i < Rounds; i++)
            foreach (var scenario in measured) await MeasureAsync(scenario);
        return Report.Of(named, all);
    }

    private async Task MeasureAsync(Scenario scenario)
    {
        var before = await CostAsync();
        var latencies = await scenario.Run();
        var after = await CostAsync();
        scenario.Samples.Add(new Sample(latencies.Count, (double)(after.Cpu - before.Cpu) / latencies.Count,
            (double)(after.Allocated - before.Allocated) / latencies.Count, Percentile(latencies, 0.5), Percentile(latencies, 0.99), _round.TotalSeconds));
    }

    private async Task<(long Cpu, long Allocated)> CostAsync()
    {
        var numbers = (await _cost.GetStringAsync("/cost")).Split(' ');
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
    }

    private static Task<Bytes> Call(CallInvoker invoker, Bytes request) =>
        invoker.AsyncUnaryCall(EchoBase.UnaryMethod, null, default, request).ResponseAsync;

    private async Task<List<double>> UnaryAsync(Func<Task> call)
    {
        var clock = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            var latencies = new List<double>();
            while (clock.Elapsed < _round)
            {
                var began = Stopwatch.GetTimestamp();
                await call();
                latencies.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
            }
            return latencies;
        }));
        return [.. lanes.SelectMany(lane => lane)];
    }

    /// <summary>One stream, written and read at the same time; a latency is the time between two answers.</summary>
    private async Task<List<double>> StreamAsync(CallInvoker invoker, Traffic traffic)
    {
        using var call = invoker.AsyncDuplexStreamingCall(EchoBase.StreamMethod, null, new CallOptions(traffic.Headers));
        var writing = WriteAsync(call.RequestStream, new Bytes(traffic.Request));
        var latencies = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            var now = Stopwatch.GetTimestamp();
            latencies.Add(Stopwatch.GetElapsedTime(began, now).TotalMicroseconds);
            began = now;
        }
        await writing;
        return latencies;
    }

    private async Task WriteAsync(IClientStreamWriter<Bytes> requests, Bytes message)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < _round) await requests.WriteAsync(message);
        await requests.CompleteAsync();
    }

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * share)];
    }
}
