using System.Buffers;
using System.Diagnostics;
using Canbao.Api;
using Canbao.Engine;
using Canbao.Mapping;
using Canbao.Tests.Server;
using Canbao.V1;
using Google.Protobuf;
using Grpc.Core;
using static Canbao.Tests.Wire.WireBytes;

namespace Canbao.Tests.Wire;

/// <summary>Messages that are too much: they cost memory and time like the bytes that came, and lose nothing unseen.</summary>
public class CodecLimitTests
{
    private const int TooMany = NumberColumn.MaxKept + 5;

    [Fact]
    public void NumberColumn_KeepsItsCapAndCountsTheRest()
    {
        foreach (var step in (int[])[1, 3, 1_000, NumberColumn.MaxKept - 1, NumberColumn.MaxKept, TooMany])
        {
            var column = new NumberColumn();
            for (var added = 0; added < 2 * NumberColumn.MaxKept; added += step)
                if (step == 1) column.Add((uint)added);
                else column.Add([.. Enumerable.Range(added, step).Select(i => (uint)i)]);
            Assert.InRange(column.Count, 2 * NumberColumn.MaxKept, 2 * NumberColumn.MaxKept + step);
            Assert.Equal(NumberColumn.MaxKept, column.Values.Length);
            for (var i = 0; i < column.Values.Length; i++)
                if (column.Values[i] != i) Assert.Fail($"value {i} is {column.Values[i]} with steps of {step}");
            column.Clear();
            column.Add(7);
            Assert.Equal([7u], column.Values.ToArray());
        }
    }

    [Fact]
    public void BytesColumn_KeepsItsCapAndCountsTheRest()
    {
        var column = new BytesColumn();
        for (var i = 0; i < TooMany; i++) column.Add(BitConverter.GetBytes(i).AsSpan(0, i % 5));
        Assert.Equal(TooMany, column.Count);
        for (var i = 0; i < NumberColumn.MaxKept; i++)
            if (!column[i].SequenceEqual(BitConverter.GetBytes(i).AsSpan(0, i % 5))) Assert.Fail($"string {i} is another");
        Assert.Throws<IndexOutOfRangeException>(() => column[NumberColumn.MaxKept].Length);
        column.Clear();
        column.Add([1, 2]);
        Assert.Equal([1, 2], column[0].ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => column[1].Length);
    }

    /// <summary>Whatever a field has too many of is counted, whether it comes packed, one by one, or both.</summary>
    [Fact]
    public void Columns_WithTooManyValuesAreCounted()
    {
        foreach (var field in (int[])[7, 8, 9])
        {
            BatchOracle.Check(Bytes(field, new byte[TooMany]));
            BatchOracle.Check([.. Bytes(field, new byte[NumberColumn.MaxKept - 3]), .. Repeat(Number(field, 1), 7)]);
            BatchOracle.Check([.. Number(field, 1), .. Bytes(field, new byte[NumberColumn.MaxKept]), .. Number(field, 1), .. Bytes(field, new byte[40])]);
        }
        foreach (var field in (int[])[10, 11, 12])
            BatchOracle.Check([.. Bytes(field, new byte[4 * (NumberColumn.MaxKept - 3)]), .. Repeat(Fixed32(field, 1), 7)]);
        BatchOracle.Check(Repeat(Bytes(6, []), TooMany));
        BatchOracle.Check(Repeat(Bytes(5, []), TooMany));
    }

    /// <summary>Written without the values that a column did not keep, a batch would be another one.</summary>
    [Fact]
    public void Rejects_ToWriteMoreThanIsKept()
    {
        var batch = new QuoteBatchColumns();
        batch.BirthDate.Add(new uint[TooMany]);
        Assert.Throws<InvalidOperationException>(() => QuoteBatchCodec.Write(batch, new ArrayBufferWriter<byte>()));
        batch.Clear();
        batch.ProfileIndex.Add(new uint[TooMany]);
        Assert.Throws<InvalidOperationException>(() => Output.Of(QuoteBatchCodec.Batch, batch));
    }

    /// <summary>What a column has too much of is refused even where as many residents are allowed as there can be.</summary>
    [Fact]
    public void Rejects_BatchesWithMoreThanIsKept()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceLimits { MaxResidents = NumberColumn.MaxKept });
        using var plans = new PlanCache();
        var exchange = new BatchExchange(TestPolicies.Book, plans, new ServiceLimits { MaxResidents = NumberColumn.MaxKept - 1 });
        var one = new QuoteBatch { Region = "500230", BenefitYear = 2025, Profiles = { new Profile { Tier = "tier1" } }, ProfileIndex = { 0 },
            PaymentDates = { 20241120 } };
        Assert.Null(exchange.Answer(one).Error);
        foreach (var column in Enumerable.Range(6, 7))
        {
            var more = column == 6 ? Repeat(Bytes(6, []), TooMany) : Bytes(column, new byte[(column > 9 ? 4 : 1) * TooMany]);
            var batch = QuoteBatchCodec.Read(new ReadOnlySequence<byte>([.. one.ToByteArray(), .. more]));
            Assert.Equal((int)StatusCode.InvalidArgument, exchange.Answer(batch).Error?.Code);
        }
    }

    [Fact]
    public void Rejects_ReplyWithTooManyAnswers()
    {
        var answers = Repeat(Bytes(2, []), TooMany);
        byte[] reply = [.. answers, .. Number(3, TooMany - 1)];
        Assert.Equal(StatusCode.Internal, Assert.Throws<RpcException>(() => QuoteBatchCodec.ReadReply(new ReadOnlySequence<byte>(reply))).StatusCode);
        ReplyOracle.Check(Bytes(3, new byte[TooMany]));
        ReplyOracle.Check([.. Bytes(2, []), .. Bytes(3, new byte[TooMany])]);
    }

    /// <summary>A length is believed when its bytes are there.</summary>
    [Fact]
    public void Lengths_ThatLieCostNothing()
    {
        foreach (var lie in (ulong[])[1 << 20, 1 << 30, int.MaxValue, uint.MaxValue])
            foreach (var field in Enumerable.Range(1, 12))
            {
                var message = new ReadOnlySequence<byte>([.. Bytes(field, new byte[50], length: lie)]);
                var inRow = new ReadOnlySequence<byte>(Bytes(5, [.. Bytes(field, new byte[50], length: lie)]));
                var before = GC.GetAllocatedBytesForCurrentThread();
                Assert.Null(BatchOracle.Read(message));
                Assert.Throws<RpcException>(() => QuoteBatchCodec.ReadReply(message));
                Assert.True(BatchOracle.Read(inRow) is null);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
            }
    }

    /// <summary>Rows alike in all but one thing, and that many: each is found at once, however they were chosen.</summary>
    [Theory]
    [InlineData("year")]
    [InlineData("revision")]
    [InlineData("region")]
    [InlineData("the same foreign region")]
    [InlineData("date")]
    public void Rows_ChosenToCollideAreReadQuickly(string difference)
    {
        var message = new QuoteBatch();
        for (var i = 0u; i < 200_000; i++)
            message.Rows.Add(difference switch
            {
                "year" => new QuoteRequest { BenefitYear = i },
                "revision" => new QuoteRequest { PolicyRevision = i },
                "region" => new QuoteRequest { Region = $"{i}" },
                "date" => new QuoteRequest { PaymentDate = i << 12 },
                _ => new QuoteRequest { Region = "县" },
            });
        var bytes = message.ToByteArray();
        var clock = Stopwatch.StartNew();
        var batch = QuoteBatchCodec.Read(new ReadOnlySequence<byte>(bytes));
        // A second on a busy machine; with every row compared to every row it is a minute and more.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
        Assert.Equal(message.Rows.Count, batch.Rows);
        Assert.Equal(difference is "date" or "the same foreign region" ? 1 : message.Rows.Count, batch.Profiles.Count);
    }

    private static byte[] Repeat(byte[] field, int times) => [.. Enumerable.Repeat(field, times).SelectMany(f => f)];
}
