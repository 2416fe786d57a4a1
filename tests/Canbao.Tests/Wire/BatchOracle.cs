using System.Buffers;
using Canbao.Api;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Canbao.Tests.Wire;

/// <summary>Whatever the generated parser says of the bytes of a QuoteBatch, the codec must say too.</summary>
internal static class BatchOracle
{
    /// <summary>The message of the bytes, or null if they are none. Fails if the codec understands them otherwise.</summary>
    public static QuoteBatch? Check(in ReadOnlySequence<byte> bytes)
    {
        var message = Parse(QuoteBatch.Parser, bytes);
        var batch = Read(bytes);
        if (batch is null)
        {
            Assert.True(message is null, "the codec refuses what is a message");
            return null;
        }
        if (message is null) Assert.True(HasMalformedProfile(batch), "the codec reads what is no message");
        else AssertSame(message, batch);
        QuoteBatchCodec.Return(batch);
        return message;
    }

    public static QuoteBatch? Check(byte[] bytes) => Check(new ReadOnlySequence<byte>(bytes));

    /// <summary>What the codec reads; null for bytes that end a call with INTERNAL. Every other exception gets out.</summary>
    public static QuoteBatchColumns? Read(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            return QuoteBatchCodec.Read(bytes);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Internal)
        {
            return null;
        }
    }

    /// <summary>Null if the generated parser finds no message.</summary>
    public static T? Parse<T>(MessageParser<T> parser, in ReadOnlySequence<byte> bytes) where T : class, IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static T? Parse<T>(MessageParser<T> parser, ReadOnlySpan<byte> bytes) where T : class, IMessage<T> =>
        Parse(parser, new ReadOnlySequence<byte>(bytes.ToArray()));

    private static bool HasMalformedProfile(QuoteBatchColumns batch)
    {
        for (var i = 0; i < Math.Min(batch.Profiles.Count, NumberColumn.MaxKept); i++)
            if (Parse(Profile.Parser, batch.Profiles[i]) is null) return true;
        return false;
    }

    private static void AssertSame(QuoteBatch message, QuoteBatchColumns batch)
    {
        Assert.Equal(message.Region, batch.Region);
        Assert.Equal(message.BenefitYear, batch.BenefitYear);
        Assert.Equal(message.PolicyRevision, batch.PolicyRevision);
        Assert.Equal(message.BatchId, batch.BatchId);
        Assert.Equal(message.AnswersOnce, batch.AnswersOnce);
        Assert.Equal(message.Rows.Count, batch.Rows);
        Assert.Equal(message.Rows.Count > 0, batch.AsRows);
        if (message.Rows.Count > NumberColumn.MaxKept) return;
        Assert.Equal(message.Rows.Count > 0 && HasColumns(message), batch.HasBothForms);
        if (batch.HasBothForms) return;
        if (batch.AsRows) AssertSameRows(message, batch);
        else AssertSameColumns(message, batch);
    }

    private static bool HasColumns(QuoteBatch message) => message.Profiles.Count + message.ProfileIndex.Count + message.PaymentDates.Count
        + message.PaymentDateIndex.Count + message.BirthDate.Count + message.EventDate.Count + message.IdentityRecognisedOn.Count > 0;

    private static void AssertSameColumns(QuoteBatch message, QuoteBatchColumns batch)
    {
        Assert.Equal(message.Profiles.Count, batch.Profiles.Count);
        if (message.Profiles.Count > NumberColumn.MaxKept) return;
        for (var i = 0; i < message.Profiles.Count; i++)
        {
            Assert.Equal(message.Profiles[i], Parse(Profile.Parser, batch.Profiles[i]));
            Assert.Equal(new RowPolicy(message.Region, message.BenefitYear, message.PolicyRevision, true), batch.PolicyOf(i));
            Assert.False(batch.NamesOwnPolicy(i));
        }
        AssertSame(message.ProfileIndex, batch.ProfileIndex);
        AssertSame(message.PaymentDates, batch.PaymentDates);
        AssertSame(message.PaymentDateIndex, batch.PaymentDateIndex);
        AssertSame(message.BirthDate, batch.BirthDate);
        AssertSame(message.EventDate, batch.EventDate);
        AssertSame(message.IdentityRecognisedOn, batch.IdentityRecognisedOn);
    }

    private static void AssertSame(IList<uint> expected, NumberColumn column)
    {
        Assert.Equal(expected.Count, column.Count);
        Assert.Equal(Math.Min(expected.Count, NumberColumn.MaxKept), column.Values.Length);
        // Refused for their number, whatever they are.
        if (expected.Count > NumberColumn.MaxKept) return;
        for (var i = 0; i < column.Values.Length; i++)
            if (expected[i] != column.Values[i]) Assert.Fail($"value {i} is {column.Values[i]} instead of {expected[i]}");
    }

    private static void AssertSameRows(QuoteBatch message, QuoteBatchColumns batch)
    {
        var (profiles, dates) = (0u, 0u);
        for (var i = 0; i < message.Rows.Count; i++)
        {
            var row = message.Rows[i];
            var profile = batch.ProfileIndex.Values[i];
            var date = batch.PaymentDateIndex.Values[i];
            AssertSameProfile(message, row, batch, (int)profile);
            Assert.Equal(row.PaymentDate, batch.PaymentDates.Values[(int)date]);
            Assert.Equal(row.BirthDate, batch.BirthDate.Values[i]);
            Assert.Equal(row.EventDate, batch.EventDate.Values[i]);
            Assert.Equal(row.IdentityRecognisedOn, batch.IdentityRecognisedOn.Values[i]);
            // Numbered in the order of their first rows.
            Assert.InRange(profile, 0u, profiles);
            Assert.InRange(date, 0u, dates);
            (profiles, dates) = (Math.Max(profiles, profile + 1), Math.Max(dates, date + 1));
        }
        Assert.Equal((int)profiles, batch.Profiles.Count);
        Assert.Equal(message.Rows.Select(r => r.PaymentDate).Distinct(), batch.PaymentDates.Values.ToArray());
    }

    private static void AssertSameProfile(QuoteBatch message, QuoteRequest row, QuoteBatchColumns batch, int profile)
    {
        Assert.Equal(row.Profile ?? new Profile(), Parse(Profile.Parser, batch.Profiles[profile]));
        var expected = new RowPolicy(
            row.Region.Length > 0 ? row.Region : message.Region, row.BenefitYear > 0 ? row.BenefitYear : message.BenefitYear,
            row.PolicyRevision > 0 ? row.PolicyRevision : message.PolicyRevision, row.Profile is not null);
        Assert.Equal(expected, batch.PolicyOf(profile));
        Assert.Equal(row.Region.Length > 0 || row.BenefitYear > 0, batch.NamesOwnPolicy(profile));
    }
}
