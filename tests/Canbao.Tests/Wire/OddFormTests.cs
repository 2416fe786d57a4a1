using Canbao.V1;
using Google.Protobuf;

namespace Canbao.Tests.Wire;

/// <summary>The codec understands every form of a message as the generated parser does.</summary>
public class OddFormTests
{
    private static readonly int[] BatchNumbers = [2, 3, 4, 7, 8, 9, 10, 11, 12, 13], BatchTexts = [1], BatchMessages = [5, 6];
    private static readonly int[] ReplyNumbers = [1, 3, 7], ReplyTexts = [5], ReplyMessages = [2, 4, 6];
    private static readonly int[] RowNumbers = [2, 3, 5, 6, 7, 8], RowTexts = [1], RowMessages = [4];

    [Fact]
    public void Batch_WithAnOddFieldAnywhere()
    {
        var (messages, refused) = (0, 0);
        foreach (var batch in (byte[][])[[], OddForms.Columns.ToByteArray(), OddForms.Rows.ToByteArray()])
            foreach (var piece in OddForms.Pieces(BatchNumbers, BatchTexts, BatchMessages))
                foreach (var whole in Places(batch, piece))
                    if (BatchOracle.Check(whole) is null) refused++;
                    else messages++;
        Assert.True(messages > 5_000 && refused > 1_000, $"{messages} messages, {refused} refused");
    }

    [Fact]
    public void Row_WithAnOddFieldAnywhere()
    {
        var (messages, refused) = (0, 0);
        foreach (var row in (QuoteRequest[])[OddForms.Rows.Rows[2], OddForms.Rows.Rows[4]])
            foreach (var piece in OddForms.Pieces(RowNumbers, RowTexts, RowMessages))
                foreach (var whole in Places(row.ToByteArray(), piece))
                    if (BatchOracle.Check([.. WireBytes.Message(5, row), .. WireBytes.Bytes(5, whole), .. WireBytes.Message(5, row)]) is null) refused++;
                    else messages++;
        Assert.True(messages > 3_000 && refused > 1_000, $"{messages} messages, {refused} refused");
    }

    [Fact]
    public void Reply_WithAnOddFieldAnywhere()
    {
        var (messages, refused) = (0, 0);
        foreach (var reply in (byte[][])[[], OddForms.Reply.ToByteArray()])
            foreach (var piece in OddForms.Pieces(ReplyNumbers, ReplyTexts, ReplyMessages))
                foreach (var whole in Places(reply, piece))
                    if (ReplyOracle.Check(whole) is null) refused++;
                    else messages++;
        Assert.True(messages > 1_000 && refused > 1_000, $"{messages} messages, {refused} refused");
    }

    /// <summary>The end of the bytes is nowhere a surprise, and neither is the end of a piece of them.</summary>
    [Fact]
    public void Messages_EndAnywhereAndComeInPieces()
    {
        foreach (var message in (IMessage[])[OddForms.Columns, OddForms.Rows, OddForms.Reply])
        {
            var bytes = message.ToByteArray();
            for (var end = 0; end <= bytes.Length; end++)
            {
                if (message == OddForms.Reply) ReplyOracle.Check(bytes[..end]);
                else BatchOracle.Check(bytes[..end]);
                if (message == OddForms.Reply) Assert.Equal(message, ReplyOracle.Check(Segments.Cut(bytes, end)));
                else Assert.Equal(message, BatchOracle.Check(Segments.Cut(bytes, end)));
                if (message == OddForms.Reply) Assert.Equal(message, ReplyOracle.Check(Segments.Cut(bytes, end, end, (end + bytes.Length) / 2)));
                else Assert.Equal(message, BatchOracle.Check(Segments.Cut(bytes, end, end, (end + bytes.Length) / 2)));
            }
        }
    }

    /// <summary>Every order of two fields, and every field twice.</summary>
    [Fact]
    public void Fields_StandInAnyOrder()
    {
        foreach (var message in (IMessage[])[OddForms.Columns, OddForms.Rows, OddForms.Reply])
        {
            var fields = OddForms.Fields(message.ToByteArray());
            for (var i = 0; i < fields.Count; i++)
            {
                for (var j = 0; j < fields.Count; j++)
                {
                    var moved = fields.ToList();
                    moved.Insert(j, fields[i]);
                    Check(message, moved);
                    moved.RemoveAt(i < j ? i : i + 1);
                    Check(message, moved);
                }
            }
        }
    }

    private static void Check(IMessage message, List<byte[]> fields)
    {
        byte[] bytes = [.. fields.SelectMany(f => f)];
        if (message == OddForms.Reply) Assert.NotNull(ReplyOracle.Check(bytes));
        else Assert.NotNull(BatchOracle.Check(bytes));
    }

    /// <summary>A piece before the message, behind each of its fields, and cut off at its end.</summary>
    private static IEnumerable<byte[]> Places(byte[] message, byte[] piece)
    {
        yield return [.. piece, .. message];
        byte[] before = [];
        var fields = OddForms.Fields(message);
        for (var i = 0; i < fields.Count; i++)
        {
            before = [.. before, .. fields[i]];
            yield return [.. before, .. piece, .. fields.Skip(i + 1).SelectMany(f => f)];
        }
        if (piece.Length > 0) yield return [.. message, .. piece[..^1]];
    }
}
