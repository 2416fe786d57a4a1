using Canbao.V1;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace Canbao.Tests.Wire;

/// <summary>Messages that FsCheck invents; a failure names its seed.</summary>
public class RandomMessageTests
{
    [Fact]
    public void Columns_AreReadAndWrittenLikeGeneratedCodeDoes() => Check(RandomMessages.Columns, CheckBatch);

    [Fact]
    public void Rows_AreReadAndWrittenLikeGeneratedCodeDoes() => Check(RandomMessages.Rows, CheckBatch);

    [Fact]
    public void Replies_AreReadAndWrittenLikeGeneratedCodeDoes() => Check(RandomMessages.Replies, (reply, cut) =>
    {
        WrittenBytesTests.AssertWritten(reply);
        var bytes = reply.ToByteArray();
        Assert.Equal(reply, ReplyOracle.Check(Segments.Cut(bytes, Places(bytes.Length, cut))));
        ReplyOracle.Check(bytes[..(cut % (bytes.Length + 1))]);
    });

    private static void CheckBatch(QuoteBatch batch, int cut)
    {
        WrittenBytesTests.AssertWritten(batch);
        var bytes = batch.ToByteArray();
        Assert.Equal(batch, BatchOracle.Check(Segments.Cut(bytes, Places(bytes.Length, cut))));
        BatchOracle.Check(bytes[..(cut % (bytes.Length + 1))]);
    }

    /// <summary>Pieces of any length: of one byte for a short message, of hundreds for a long one.</summary>
    private static int[] Places(int length, int cut) =>
        [.. Enumerable.Range(0, Math.Min(length, 50)).Select(i => (int)((long)i * cut % (length + 1))).Order()];

    private static void Check<T>(Gen<T> messages, Action<T, int> check) where T : IMessage
    {
        var cases = from message in messages from cut in Gen.Choose(0, 1_000_000) select (message, cut);
        Prop.ForAll(cases.ToArbitrary(), c => check(c.message, c.cut)).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }
}
