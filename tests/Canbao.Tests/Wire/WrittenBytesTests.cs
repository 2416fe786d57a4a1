using System.Buffers;
using Canbao.Api;
using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Tests.Wire;

/// <summary>What the codec writes is byte for byte what the generated code writes, in pieces of any size, and as long as announced.</summary>
public class WrittenBytesTests
{
    /// <summary>The sizes of numbers change here.</summary>
    private static readonly uint[] Borders =
        [0, 1, 127, 128, 16_383, 16_384, (1 << 21) - 1, 1 << 21, (1 << 28) - 1, 1 << 28, int.MaxValue, uint.MaxValue];

    [Fact]
    public void Messages_AreWrittenAsGeneratedCodeWritesThem()
    {
        AssertWritten(new QuoteBatch());
        AssertWritten(OddForms.Columns);
        AssertWritten(OddForms.Rows);
        AssertWritten(new QuoteBatchReply());
        AssertWritten(OddForms.Reply);
    }

    /// <summary>Every two sizes beside each other at every place of the eight that are read and written at once.</summary>
    [Fact]
    public void Columns_HaveEverySizeAtEveryPlace()
    {
        foreach (var first in Borders)
            foreach (var second in Borders)
                for (var place = 0; place < 18; place++)
                {
                    var numbers = Enumerable.Repeat(first, 20).ToArray();
                    numbers[place] = numbers[place + 1] = second;
                    AssertWritten(new QuoteBatch { ProfileIndex = { numbers }, PaymentDates = { second }, BirthDate = { numbers[..(place / 2)] } });
                }
    }

    /// <summary>Numbers of one and two bytes in every order of eight.</summary>
    [Fact]
    public void Columns_HaveOneAndTwoBytesInEveryOrder()
    {
        for (var mask = 0; mask < 1 << 10; mask++)
            AssertWritten(new QuoteBatch { PaymentDateIndex = { Enumerable.Range(0, 10).Select(i => (mask >> i & 1) == 0 ? 0x7Fu : 0x3FFFu) } });
    }

    [Fact]
    public void Columns_OfEveryLength()
    {
        foreach (var length in (int[])[.. Enumerable.Range(0, 41), 255, 256, 783, 784, 792, 793, 999, 1_000, 1_001, 1_584, 1_585, 4_000, 16_384])
            foreach (var border in Borders)
            {
                var numbers = Enumerable.Range(0, length).Select(i => border - (uint)Math.Min(border, i % 3)).ToArray();
                AssertWritten(new QuoteBatch { ProfileIndex = { numbers }, PaymentDateIndex = { numbers }, EventDate = { numbers } });
            }
    }

    /// <summary>Pieces of some 4,000 bytes end within every field.</summary>
    [Fact]
    public void Messages_AreWrittenAcrossPieces()
    {
        for (var length = 3_900; length < 4_040; length += 3)
        {
            var batch = new QuoteBatch { Region = new string('档', length / 3), ProfileIndex = { 1, 128, 1 << 14 }, BatchId = ulong.MaxValue };
            batch.Profiles.Add(new Profile { Tier = new string('t', length) });
            AssertWritten(batch);
            var rows = new QuoteBatch { Region = batch.Region[1..] };
            rows.Rows.Add(new QuoteRequest { Profile = batch.Profiles[0], PaymentDate = uint.MaxValue, IdentityRecognisedOn = 128 });
            AssertWritten(rows);
            var reply = new QuoteBatchReply { BookDigest = batch.Region, QuoteIndex = { 0, 0, 0, 0, 0, 0, 0, 0, 0 } };
            reply.Distinct.Add(new QuoteReply { Error = new Google.Rpc.Status { Message = batch.Region } });
            AssertWritten(reply);
        }
    }

    [Fact]
    public void Replies_OfEveryLength()
    {
        foreach (var answers in (int[])[1, 127, 128, 129, 16_384, 16_385, 70_000])
        {
            var reply = new QuoteBatchReply { BatchId = 1 };
            for (var i = 0; i < answers; i++) reply.Distinct.Add(new QuoteReply());
            reply.QuoteIndex.AddRange(Enumerable.Range(0, answers + 5).Select(i => (uint)((long)i * 7919 % answers)));
            AssertWritten(reply);
        }
    }

    /// <summary>A client of grpc-dotnet gives exactly the room that was announced, however much is asked for.</summary>
    [Fact]
    public void Messages_FitIntoExactlyTheAnnouncedRoom()
    {
        for (var length = 1; length < 70; length++)
        {
            var batch = QuoteBatchCodec.FromMessage(new QuoteBatch { PaymentDateIndex = { Enumerable.Repeat(1u, length) } });
            Assert.Equal(QuoteBatchCodec.ToMessage(batch).ToByteArray(), Output.Of(QuoteBatchCodec.Batch, batch, extra: null));
        }
        var whole = QuoteBatchCodec.FromMessage(OddForms.Columns);
        Assert.Equal(OddForms.Columns.ToByteArray(), Output.Of(QuoteBatchCodec.Batch, whole, extra: null));
    }

    /// <summary>A row that names its own policy keeps it, and a row without a profile gets none.</summary>
    [Fact]
    public void Rows_ThatCameAreTheSameRowsAgain() =>
        Assert.Equal(OddForms.Rows, QuoteBatchCodec.ToMessage(QuoteBatchCodec.Read(new ReadOnlySequence<byte>(OddForms.Rows.ToByteArray()))));

    [Fact]
    public void Rejects_RowsOfOtherPoliciesAsColumns()
    {
        var batch = QuoteBatchCodec.FromMessage(OddForms.Rows);
        batch.AsRows = false;
        Assert.Throws<InvalidOperationException>(() => Output.Of(QuoteBatchCodec.Batch, batch));
    }

    [Fact]
    public void Columns_WrittenAsRowsAreTheSameResidents()
    {
        var batch = QuoteBatchCodec.FromMessage(new QuoteBatch
        {
            Region = "500230", Profiles = { new Profile { Tier = "tier1" }, new Profile() }, ProfileIndex = { 0, 1, 0 }, PaymentDates = { 5, 6 },
            PaymentDateIndex = { 0, 1, 1 }, BirthDate = { 7 }, EventDate = { 8, 0, 300 },
        });
        batch.AsRows = true;
        var (first, second) = (new Profile { Tier = "tier1" }, new Profile());
        var rows = new QuoteBatch { Region = "500230" };
        rows.Rows.Add(new QuoteRequest { Profile = first, PaymentDate = 5, BirthDate = 7, EventDate = 8 });
        rows.Rows.Add(new QuoteRequest { Profile = second, PaymentDate = 6, BirthDate = 7 });
        rows.Rows.Add(new QuoteRequest { Profile = first, PaymentDate = 6, BirthDate = 7, EventDate = 300 });
        Assert.Equal(rows.ToByteArray(), Output.Of(QuoteBatchCodec.Batch, batch));
    }

    internal static void AssertWritten(QuoteBatch message)
    {
        var bytes = message.ToByteArray();
        foreach (var batch in (QuoteBatchColumns[])[QuoteBatchCodec.FromMessage(message), QuoteBatchCodec.Read(new ReadOnlySequence<byte>(bytes))])
        {
            foreach (var extra in (int?[])[0, 1, 7, 5_000, null]) Assert.Equal(bytes, Output.Of(QuoteBatchCodec.Batch, batch, extra));
            QuoteBatchCodec.Return(batch);
        }
    }

    internal static void AssertWritten(QuoteBatchReply message)
    {
        var bytes = message.ToByteArray();
        foreach (var reply in (QuoteBatchReplyColumns[])[QuoteBatchCodec.FromMessage(message), QuoteBatchCodec.ReadReply(new ReadOnlySequence<byte>(bytes))])
        {
            Assert.Equal(bytes.Length, reply.CalculateSize());
            foreach (var extra in (int?[])[0, 1, 7, 5_000, null]) Assert.Equal(bytes, Output.Of(QuoteBatchCodec.Reply, reply, extra));
            QuoteBatchCodec.Return(reply);
        }
    }
}
