using Canbao.Proofs;

namespace Canbao.Tests.Proofs;

public class PairwiseTests
{
    [Theory]
    [InlineData(new[] { 2, 2, 2 })]
    [InlineData(new[] { 7, 3, 2, 2, 3, 3 })]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 1, 5 })]
    public void AnyTwoValues_MeetInARow(int[] sizes)
    {
        var rows = Pairwise.Rows(sizes);
        for (var a = 0; a < sizes.Length; a++)
            for (var b = 0; b < sizes.Length; b++)
                for (var i = 0; i < sizes[a]; i++)
                    for (var j = 0; j < sizes[b]; j++)
                        if (a != b || i == j) Assert.Contains(rows, row => row[a] == i && row[b] == j);
        Assert.All(rows, row => Assert.All(Enumerable.Range(0, sizes.Length), d => Assert.InRange(row[d], 0, sizes[d] - 1)));
    }

    [Fact]
    public void Rows_AreFarFewerThanTheProduct() => Assert.InRange(Pairwise.Rows([7, 3, 2, 2, 3, 3]).Count, 21, 30);

    [Fact]
    public void FirstRow_IsAllDefaults() => Assert.Equal([0, 0, 0], Pairwise.Rows([3, 2, 4])[0]);

    [Fact]
    public void NoDimension_HasOneEmptyRow() => Assert.Empty(Assert.Single(Pairwise.Rows([])));
}
