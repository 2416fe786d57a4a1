using Canbao.Api;
using Canbao.Api.Client;
using Canbao.V1;
using Google.Protobuf;
using Resident = Canbao.Api.Client.Resident;

namespace Canbao.Tests.Client;

/// <summary>Residents as the client's caller has them and as they go out: the same profile and the same dates for each.</summary>
public class BatchEncoderTests
{
    private readonly ProfileTable _profiles = new();
    private readonly QuoteBatchColumns _batch = new();

    [Fact]
    public void EqualProfiles_HaveOneHandle()
    {
        var first = _profiles.Intern(Profile(1));
        Assert.Equal(1u, first.Number);
        Assert.Equal(first, _profiles.Intern(Profile(1)));
        Assert.NotEqual(first, _profiles.Intern(Profile(2)));
        Assert.NotEqual(first, _profiles.Intern(new Profile(Profile(1)) { Region = "110000" }));
        Assert.NotEqual(default, first);
    }

    [Fact]
    public void Handles_AreTheSame_ForAllThreads()
    {
        var made = new ProfileHandle[8][];
        Parallel.For(0, made.Length, thread => made[thread] = [.. Enumerable.Range(0, 2_000).Select(i => _profiles.Intern(Profile(i)))]);
        Assert.All(made, handles => Assert.Equal(made[0], handles));
        Assert.Equal(2_000, made[0].Distinct().Count());
    }

    /// <summary>Batch after batch through the same tables, which must forget what the batches before had.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 3)]
    [InlineData(5_000, 400)]
    [InlineData(20_000, 65_536)]
    public void Columns_ArriveAsTheyWereGiven(int profiles, int dates)
    {
        var random = new Random(profiles);
        var encoder = new BatchEncoder(_profiles);
        var handles = Enumerable.Range(0, profiles).Select(i => _profiles.Intern(Profile(i))).ToArray();
        foreach (var residents in new[] { 0, 1, 3_000, 65_536, 3_000 })
        {
            var chosen = Enumerable.Range(0, residents).Select(_ => random.Next(profiles)).ToArray();
            var columns = new ResidentColumns
            {
                Region = "500230", BenefitYear = 2025, PolicyRevision = 2, Profiles = Array.ConvertAll(chosen, i => handles[i]),
                PaymentDate = Numbers(residents, () => 20240901 + (uint)random.Next(dates)), BirthDate = Numbers(residents, () => (uint)random.Next(2)),
                IdentityRecognisedOn = new uint[] { 20250101 },
            };
            encoder.Encode(columns, _batch);
            var message = QuoteBatchCodec.ToMessage(_batch);
            Assert.Equal(("500230", 2025u, 2u), (message.Region, message.BenefitYear, message.PolicyRevision));
            Assert.Equal(chosen.Select(Profile), message.ProfileIndex.Select(i => message.Profiles[(int)i]));
            Assert.Equal(chosen.Distinct().Count(), message.Profiles.Count);
            Assert.Equal(columns.PaymentDate.ToArray(), PaymentDates(message));
            Assert.Equal(columns.PaymentDate.ToArray().Distinct().Count(), message.PaymentDates.Count);
            var born = columns.BirthDate.ToArray();
            Assert.Equal(born.Any(date => date != 0) ? born : [], message.BirthDate);
            Assert.Empty(message.EventDate);
            Assert.Equal(residents == 0 ? [] : [20250101u], message.IdentityRecognisedOn);
        }
    }

    [Fact]
    public void Rows_ArriveAsTheyWereGiven()
    {
        var encoder = new BatchEncoder(_profiles);
        var handle = _profiles.Intern(new Profile(Profile(1)) { Region = "110000" });
        for (var round = 0; round < 2; round++)
        {
            encoder.Begin(_batch);
            encoder.Add(new Resident { Handle = handle, PaymentDate = 5 }, _batch);
            encoder.Add(new Resident { Profile = Profile(1), PaymentDate = 4, BirthDate = 3 }, _batch);
            encoder.Add(new Resident { Profile = Profile(1), Region = "110000", PaymentDate = 5 }, _batch);
            encoder.Add(new Resident { Profile = new Profile(Profile(1)) { Region = "110000" }, Region = "220000", PaymentDate = 5 }, _batch);
            BatchEncoder.End(_batch);
            var message = QuoteBatchCodec.ToMessage(_batch);
            Assert.Equal(["110000", "", "110000", "110000"], message.ProfileIndex.Select(i => message.Profiles[(int)i].Region));
            Assert.All(message.Profiles, profile => Assert.Equal(Profile(1), new Profile(profile) { Region = "" }));
            Assert.Equal([5u, 4, 5, 5], PaymentDates(message));
            Assert.Equal([0u, 3, 0, 0], message.BirthDate);
            Assert.Empty(message.EventDate);
            // Among messages, what is equal goes once.
            Assert.Equal(3, message.Profiles.Count);
        }
    }

    [Fact]
    public void OneDateForAll_NeedsNoIndex()
    {
        var columns = Two();
        columns.PaymentDate = new uint[] { 20250101, 20250101 };
        new BatchEncoder(_profiles).Encode(columns, _batch);
        Assert.Equal([20250101u], _batch.PaymentDates.Values.ToArray());
        Assert.Equal(0, _batch.PaymentDateIndex.Count);
    }

    [Fact]
    public void AnotherBatch_AllocatesNothing()
    {
        var encoder = new BatchEncoder(_profiles);
        var handles = Enumerable.Range(0, 500).Select(i => _profiles.Intern(Profile(i))).ToArray();
        var columns = new ResidentColumns { Profiles = Enumerable.Range(0, 16_384).Select(i => handles[i % 500]).ToArray(),
            PaymentDate = Enumerable.Range(0, 16_384).Select(i => 20250101 + (uint)i % 300).ToArray(), BirthDate = new uint[16_384] };
        encoder.Encode(columns, _batch);
        encoder.Encode(columns, _batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        encoder.Encode(columns, _batch);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    public static TheoryData<string, string> Misuses => new()
    {
        { "payment dates", "PaymentDate: 3 values; allowed are 1 or 2, one per resident" },
        { "no payment date", "PaymentDate: 0 values; allowed are 1 or 2" },
        { "birth dates", "BirthDate: 3 values; allowed are 0, 1 or 2, one per resident" },
        { "event dates", "EventDate: 3 values" },
        { "recognition dates", "IdentityRecognisedOn: 3 values" },
        { "no handle", "profile handle 0: this client's Intern has not made it; it has made 1, counted from 1" },
        { "another's handle", "profile handle 9: this client's Intern has not made it" },
        { "too many", "Profiles: 1048577 values; allowed are at most 1048576" },
        { "too large", "a batch of 20000 residents would have 1" },
    };

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Rejects_ColumnsThatDoNotFit(string misuse, string says)
    {
        var columns = Two();
        if (misuse == "payment dates") columns.PaymentDate = new uint[3];
        if (misuse == "no payment date") columns.PaymentDate = default;
        if (misuse == "birth dates") columns.BirthDate = new uint[3];
        if (misuse == "event dates") columns.EventDate = new uint[3];
        if (misuse == "recognition dates") columns.IdentityRecognisedOn = new uint[3];
        if (misuse == "no handle") columns.Profiles = new ProfileHandle[2];
        if (misuse == "another's handle") columns.Profiles = new[] { new ProfileHandle(1), new ProfileHandle(9) };
        if (misuse == "too many") columns.Profiles = new ProfileHandle[NumberColumn.MaxKept + 1];
        if (misuse == "too large")
            columns.Profiles = Enumerable.Range(0, 20_000).Select(i => _profiles.Intern(new Profile { Tier = new string('x', 500) + i })).ToArray();
        var thrown = Assert.Throws<ArgumentException>(() => new BatchEncoder(_profiles).Encode(columns, _batch));
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_ResidentsWithoutOneProfile()
    {
        var encoder = new BatchEncoder(_profiles);
        var handle = _profiles.Intern(Profile(1));
        Assert.Contains("neither a profile nor a handle", Thrown(new Resident()), StringComparison.Ordinal);
        Assert.Contains("a profile and a handle too", Thrown(new Resident { Handle = handle, Profile = Profile(1) }), StringComparison.Ordinal);
        Assert.Contains("region '110000' beside a handle", Thrown(new Resident { Handle = handle, Region = "110000" }), StringComparison.Ordinal);

        string Thrown(Resident resident)
        {
            encoder.Begin(_batch);
            return Assert.Throws<ArgumentException>(() => encoder.Add(resident, _batch)).Message;
        }
    }

    private static Profile Profile(int number) => new() { Tier = "standard", GapYears = (uint)number };

    private ResidentColumns Two()
    {
        var handle = _profiles.Intern(Profile(0));
        return new ResidentColumns { Profiles = new[] { handle, handle }, PaymentDate = new uint[] { 20250101 } };
    }

    private static uint[] Numbers(int count, Func<uint> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static IEnumerable<uint> PaymentDates(QuoteBatch message) => message.PaymentDateIndex.Count > 0
        ? message.PaymentDateIndex.Select(i => message.PaymentDates[(int)i])
        : message.ProfileIndex.Select(_ => message.PaymentDates.Single());
}
