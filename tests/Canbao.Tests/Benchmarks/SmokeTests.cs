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
            Assert.Empty(DateReader.Read(new ResidentDates(payment, At(batch.BirthDate), At(batch.EventDate), At(batch.IdentityRecognisedOn)),
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
    public void Codec_ReadsAndWritesABatch()
    {
        var codec = new CodecBenchmark();
        Assert.Equal(Workload.BatchResidents, codec.ReadBatch());
        Assert.True(codec.WriteReply() > Workload.BatchResidents);
    }
}
