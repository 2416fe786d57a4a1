using System.Diagnostics;
using System.Globalization;
using Canbao.Generation;
using Canbao.LoadTests.Measuring;
using Canbao.LoadTests.Scenarios;
using Canbao.V1;

namespace Canbao.LoadTests.Load;

/// <summary>
/// Calls of Quote by h2load, a generator that others wrote: closed loop, the same resident in each call. h2load looks at the HTTP status alone, which
/// gRPC leaves at 200 whatever happens; so this program asks the same bytes now and then and looks at the rest.
/// </summary>
internal sealed class H2LoadCalls : ILoad, IDisposable
{
    private const string Program = "h2load";

    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(50), OnTheirWay = TimeSpan.FromMilliseconds(500),
        Margin = TimeSpan.FromSeconds(10);

    private readonly string _body = Path.GetTempFileName();
    private readonly FramedQuote _quote;
    private readonly GeneratedResident _resident;
    private readonly ProcessStartInfo _command;

    /// <param name="longest">The longest that it is measured at a time: h2load ends by itself somewhat later, should nobody end it.</param>
    public H2LoadCalls(Uri service, in GeneratedResident resident, Scenario scenario, TimeSpan longest)
    {
        (_resident, _quote) = (resident, FramedQuote.Over(service, resident.ToRequest()));
        File.WriteAllBytes(_body, _quote.Body);
        // Its log goes to its standard error, so that it is read while it is written and no file grows.
        _command = new ProcessStartInfo(Program,
        [
            "-c", Text(scenario.H2loadClients), "-m", Text(scenario.CallsInFlight / scenario.H2loadClients),
            "-D", Text((int)(longest + Margin).TotalSeconds), "-d", _body, "-H", $"content-type: {FramedQuote.ContentType}", "-H", "te: trailers",
            "--log-file=/dev/stderr", _quote.Address.ToString(),
        ])
        { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
    }

    /// <summary>Says so before anything is started if h2load is not there.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void Require()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, Program))))
            throw new InvalidOperationException($"{Program} is not installed; it comes with Debian's package nghttp2-client (apt-get install nghttp2-client)");
    }

    public void Dispose()
    {
        _quote.Dispose();
        File.Delete(_body);
    }

    /// <summary>Asks once; what is wrong with the answer goes to the faults.</summary>
    public async Task PrepareAsync(AnswerCheck check, Action<string> fault, CancellationToken stop)
    {
        var reply = new QuoteReply { Quote = await _quote.PrepareAsync(stop) };
        if (check.Add(_resident, AnswerCheck.Digest(reply, [])) is { } wrong) fault($"Quote, {wrong}");
    }

    public async Task RunAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        using var generator = Process.Start(_command)!;
        meter.Generator = generator.Id;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end);
        var summary = generator.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var reading = ReadAsync(generator.StandardError, meter);
        var sampling = SampleAsync(meter, over.Token, impatience);
        await Task.WhenAny(reading, sampling);
        if (!end.IsCancellationRequested) meter.Faults.Add($"{Program} ended before its time");
        over.Cancel();
        await Task.WhenAny(reading, Task.Delay(OnTheirWay, CancellationToken.None));
        generator.Kill();
        await Task.WhenAll(reading, sampling, summary);
    }

    private static async Task ReadAsync(StreamReader log, Meter meter)
    {
        while (await log.ReadLineAsync() is { } line)
        {
            if (H2LoadRow.Read(line) is not { } row) meter.Faults.Add($"{Program}: {line}");
            else if (row.IsAnswered) meter.AddCall(row.Nanoseconds);
            else meter.Faults.Add($"{Program}: HTTP status {row.Status}");
        }
    }

    /// <summary>Asks from the beginning to the end, and once more after it.</summary>
    private async Task SampleAsync(Meter meter, CancellationToken end, CancellationToken impatience)
    {
        while (!end.IsCancellationRequested)
        {
            await AskAsync(meter, impatience);
            await Task.WhenAny(Task.Delay(BetweenSamples, end));
        }
        await AskAsync(meter, impatience);
    }

    private async Task AskAsync(Meter meter, CancellationToken impatience)
    {
        if (await _quote.AskAsync(impatience) is { } wrong) meter.Faults.Add(wrong);
        else meter.AddSample();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
