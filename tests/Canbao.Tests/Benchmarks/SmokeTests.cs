using System.Diagnostics;
using Canbao.Benchmarks;
using Canbao.Engine;
using Canbao.Policies;
using Canbao.Policies.Interpretation;

namespace Canbao.Tests.Benchmarks;

/// <summary>Every benchmark runs once, at its real size, and its result is the interpreter's.</summary>
public class SmokeTests
{
    [Fact]
    public void Layers_HaveTheInterpretersResult()
    {
        using var workload = new Workload();
        Assert.Equal(workload.Residents.Take(1_000).Sum(r => Interpreter.Quote(r.Policy, r.Profile, Workload.SituationOf(r)).FeeFen ?? 0),
            new InterpreterBenchmark().Interpret());
    }

    [Theory]
    [InlineData(Workload.BatchResidents)]
    [InlineData(4 * Workload.BatchResidents)]
    public void Batches_HaveTheInterpretersResults(int residents)
    {
        var batch = new BatchBenchmark { Residents = residents };
        batch.SetUp();
        using var workload = batch.Workload;
        Assert.True(batch.FindProfiles()!.Bytes > 0);
        foreach (var (quote, request) in ((Func<int>, BatchRequest)[])[(batch.OneDate, workload.OneDate), (batch.ManyDates, workload.ManyDates),
            (batch.TwoPerCentPersonal, batch.TwoPerCent), (batch.TwentyPerCentPersonal, batch.TwentyPerCent), (batch.Generated, workload.Batch)])
        {
            Assert.Equal(quote(), batch.Answer.Distinct.Length);
            AssertInterpreted(request, batch.Answer);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(8_192)]
    public void CurveOverProfiles_HasTheInterpretersResults(int profiles)
    {
        var curve = new ProfileCurveBenchmark { Profiles = profiles };
        curve.SetUp();
        Assert.True(curve.OneDate() > 0);
        AssertInterpreted(curve.OneDateBatch, curve.Answer);
        Assert.True(curve.ManyDates() > 0);
        AssertInterpreted(curve.ManyDatesBatch, curve.Answer);
    }

    [Fact]
    public void StreamOfProfiles_HasTheInterpretersResults()
    {
        var stream = new ProfileStreamBenchmark();
        stream.SetUp();
        for (var batch = 0; batch < 3; batch++)
        {
            Assert.True(stream.NextBatch() > 0);
            AssertInterpreted(stream.Batch, stream.Answer);
        }
    }

    private static void AssertInterpreted(BatchRequest batch, BatchAnswer answer)
    {
        for (var i = 0; i < batch.Residents; i += 7)
        {
            var profile = batch.Profiles.Span[(int)batch.ProfileIndex.Span[i]];
            var payment = batch.PaymentDates.Span[batch.PaymentDateIndex.IsEmpty ? 0 : (int)batch.PaymentDateIndex.Span[i]];
            Assert.Empty(DateReading.Read(new ResidentDates(payment, At(batch.BirthDate), At(batch.EventDate), At(batch.IdentityRecognisedOn)),
                out var situation));
            Assert.Equal(TimelineInterpreter.Quote(profile.Plan!.Timeline, profile.Plan.Profile, situation).Quote, answer[i].Quote);

            uint At(ReadOnlyMemory<uint> column) => column.IsEmpty ? 0 : column.Span[i];
        }
    }

    [Fact]
    public async Task Service_HasTheInterpretersResult()
    {
        using var service = new ServiceBenchmark();
        using var workload = new Workload();
        var fees = workload.Residents.Sum(r => Interpreter.Quote(r.Policy, r.Profile, Workload.SituationOf(r)).FeeFen ?? 0);
        Assert.Equal(fees, await service.Columns());
        Assert.Equal(fees, await service.Rows());
        Assert.Equal(await service.Unary(), await service.UnaryConcurrent());
    }

    [Fact]
    public void Plan_HasAFeeOnMostDays() => Assert.True(new PlanBenchmark().LookUp() > 0);

    [Fact]
    public void GrpcLayer_AnswersEveryMessage()
    {
        var layer = new GrpcLayerBenchmark();
        Assert.Equal(layer.Quote(), layer.Unary());
        Assert.Equal(GrpcLayerBenchmark.Messages * layer.Unary(), layer.Stream());
    }

#if !DEBUG && !GRPC_OFFICIAL // Where state machines are objects; and what the official packages allocate is their affair.
    /// <summary>Messages that are their own bytes: what is left is the layer's, an object for the call and nothing for a message.</summary>
    [Fact]
    public void GrpcLayer_AllocatesForTheCallAndNotForTheMessage()
    {
        var layer = new GrpcLayerBenchmark();
        Assert.InRange(Allocated(layer.Unary), 0, 300);
        Assert.InRange(Allocated(layer.Stream), 0, 2_000);
    }

    /// <summary>Bytes of one run, when everything has been run before.</summary>
    private static long Allocated(Func<long> run)
    {
        run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
#endif

    /// <summary>As its own program, with short rounds: every row has calls, and costs that are no nonsense.</summary>
    [Fact]
    public async Task Transport_MeasuresEveryRow()
    {
        // On either gRPC stack the outputs of the two projects lie alike.
        var folder = AppContext.BaseDirectory.Replace("/tests/Canbao.Tests/", "/benchmarks/Canbao.Benchmarks/", StringComparison.Ordinal)
            .Replace("/bin/Canbao.Tests/", "/bin/Canbao.Benchmarks/", StringComparison.Ordinal);
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, "Canbao.Benchmarks"), ["transport", "20"])
            { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var end = patience.Token.Register(() => process.Kill(entireProcessTree: true));
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, await output + await errors);
        var rows = (await output).Trim().Split('\n').Skip(2).ToList();
        Assert.Equal(9, rows.Count);
        Assert.All(rows, row => Assert.All(row.Split('|', StringSplitOptions.TrimEntries)[2..4],
            number => Assert.InRange(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), 0.1m, 10_000_000m)));
    }

    [Fact]
    public void Codec_ReadsAndWritesABatch()
    {
        var codec = new CodecBenchmark();
        Assert.Equal(Workload.BatchResidents, codec.ReadBatch());
        Assert.True(codec.WriteReply() > Workload.BatchResidents);
    }
}
