using Canbao.Recalculation.Tables;

namespace Canbao.Tests.Recalculation.Tables;

/// <summary>The bytes of a binary COPY, as the server's manual describes them.</summary>
public class BinaryTuplesTests
{
    // (null, 'ab'), ('', 'c'), the end.
    private static readonly byte[] Two =
        [0, 2, 255, 255, 255, 255, 0, 0, 0, 2, 97, 98, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 99, 255, 255];

    [Fact]
    public void Tuples_AreCountedWhenTheyAreWhole()
    {
        for (var length = 0; length <= Two.Length; length++)
        {
            var count = BinaryTuples.Count(Two.AsSpan(0, length), int.MaxValue, int.MaxValue, out var end);
            Assert.Equal(length < 12 ? (0, 0) : length < 23 ? (1, 12) : (2, 23), (count, end));
        }
        Assert.Equal(1, BinaryTuples.Count(Two, 1, int.MaxValue, out var first));
        Assert.Equal(12, first);
        Assert.Equal(1, BinaryTuples.Count(Two, int.MaxValue, 1, out first));
        Assert.Equal(12, first);
    }

    [Fact]
    public void Field_OfNullIsEmpty()
    {
        var at = 2;
        Assert.Equal(0, BinaryTuples.Field(Two, ref at).Length);
        var text = BinaryTuples.Field(Two, ref at);
        Assert.Equal((10, 2, 12), (text.Start, text.Length, at));
    }

    [Theory]
    [InlineData(0, 20000101u)]
    [InlineData(-1, 19991231u)]
    [InlineData(9190, 20250228u)]
    [InlineData(int.MaxValue, 1u)]
    [InlineData(int.MinValue, 1u)]
    [InlineData(-36525, 1u)]
    public void Day_IsCountedFrom2000(int days, uint expected) => Assert.Equal(expected, TupleDays.Of(days));
}
