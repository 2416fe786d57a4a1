using Canbao.V1;
using FsCheck;
using FsCheck.Fluent;

namespace Canbao.Tests.Wire;

/// <summary>Messages of any content, more often than not with sizes at which something changes.</summary>
internal static class RandomMessages
{
    private static readonly Gen<uint> Number = Gen.OneOf(
        Gen.Choose(0, 300).Select(i => (uint)i),
        Gen.Elements(0u, 127u, 128u, 16_383u, 16_384u, 1u << 21, (1u << 21) - 1, 1u << 28, (1u << 28) - 1, uint.MaxValue),
        Gen.Choose(int.MinValue, int.MaxValue).Select(i => unchecked((uint)i)));

    private static readonly Gen<int> Length = Gen.Frequency((8, Gen.Choose(0, 20)), (4, Gen.Choose(0, 140)), (1, Gen.Elements(783, 792, 1_000, 4_001)));

    private static readonly Gen<uint[]> Column = from length in Length from values in Number.ArrayOf(length) select values;

    private static readonly Gen<string> Text = Gen.Frequency(
        (6, Gen.Elements("", "500230", "431221", "tier1")),
        (2, from length in Gen.Choose(0, 140) from text in Gen.Elements('a', '县', '\0') select new string(text, length)));

    private static readonly Gen<Profile?> Profile =
        from region in Text
        from tier in Text
        from identities in Text.ArrayOf(2)
        from circumstance in Gen.Choose(-1, 9)
        from years in Number
        from choice in Gen.Choose(0, 15)
        select choice == 0 ? null : choice < 4 ? new Profile() : WithGuardian(choice, new Profile
        {
            Region = region, Tier = tier, Identities = { identities }, Circumstance = (Circumstance)circumstance, GapYears = years,
            AlreadyPaidNormally = choice % 2 == 0,
        });

    private static readonly Gen<QuoteRequest> Row =
        from region in Text
        from numbers in Number.ArrayOf(6)
        from profile in Profile
        from own in Gen.Choose(0, 3)
        select new QuoteRequest
        {
            Region = own == 0 ? region : "", BenefitYear = own < 2 ? numbers[0] : 0, PolicyRevision = own == 0 ? numbers[1] : 0, Profile = profile,
            PaymentDate = numbers[2], BirthDate = numbers[3], EventDate = numbers[4], IdentityRecognisedOn = numbers[5],
        };

    private static readonly Gen<QuoteBatch> Head =
        from region in Text
        from numbers in Number.ArrayOf(4)
        from once in Gen.Elements(true, false)
        select new QuoteBatch
        {
            Region = region, BenefitYear = numbers[0], PolicyRevision = numbers[1], BatchId = (ulong)numbers[2] << 32 | numbers[3], AnswersOnce = once,
        };

    private static readonly Gen<QuoteReply> Answer =
        from kind in Gen.Choose(0, 2)
        from text in Text
        from number in Number
        select kind switch
        {
            0 => new QuoteReply(),
            1 => new QuoteReply { Error = new Google.Rpc.Status { Code = 3, Message = text } },
            _ => new QuoteReply { Quote = new Quote { FeeFen = number, Notices = { text }, PolicyIndex = number } },
        };

    public static readonly Gen<QuoteBatch> Rows =
        from head in Head
        from count in Gen.Choose(0, 40)
        from rows in Row.ArrayOf(count)
        from again in Gen.Choose(0, 3)
        select With(head, batch =>
        {
            for (var i = 0; i <= again; i++) batch.Rows.AddRange(rows);
        });

    public static readonly Gen<QuoteBatch> Columns =
        from head in Head
        from count in Length
        from profiles in Profile.ArrayOf(Math.Min(count, 200))
        from columns in Column.ArrayOf(6)
        select With(head, batch =>
        {
            batch.Profiles.AddRange(profiles.Select(p => p ?? new Profile()));
            batch.ProfileIndex.AddRange(columns[0]);
            batch.PaymentDates.AddRange(columns[1]);
            batch.PaymentDateIndex.AddRange(columns[2]);
            batch.BirthDate.AddRange(columns[3]);
            batch.EventDate.AddRange(columns[4]);
            batch.IdentityRecognisedOn.AddRange(columns[5]);
        });

    public static readonly Gen<QuoteBatchReply> Replies =
        from digest in Text
        from numbers in Column
        from before in Number
        from count in Gen.Choose(1, 200)
        from answers in Answer.ArrayOf(count)
        from error in Gen.Choose(0, 4)
        select new QuoteBatchReply
        {
            BatchId = (ulong)before << 20, BookDigest = digest, DistinctBefore = before, Distinct = { answers },
            QuoteIndex = { numbers.Select(n => n % (uint)Math.Min(uint.MaxValue, before + (ulong)count)) },
            Policies = { Enumerable.Range(0, count % 4).Select(i => new PolicyRef { Region = digest, Revision = (uint)i }) },
            Error = error == 0 ? new Google.Rpc.Status { Code = 3, Message = digest } : null,
        };

    private static Profile WithGuardian(int choice, Profile profile)
    {
        if (choice % 3 == 0) profile.GuardianPaid = choice % 2 == 0;
        return profile;
    }

    private static QuoteBatch With(QuoteBatch batch, Action<QuoteBatch> fill)
    {
        fill(batch);
        return batch;
    }
}
