using Canbao.Generation;
using Canbao.Recalculation;
using Canbao.Tests.Policies.Revisions;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>Generated residents under the policies of now and under a baseline, against the interpreter.</summary>
public sealed class DifferenceRunTests : IDisposable
{
    private const int Residents = 16_000;

    private readonly Revised _revised = new Revised().With(2, new DateOnly(2025, 2, 10), new DateOnly(2025, 3, 25));

    public void Dispose() => _revised.Dispose();

    /// <summary>The year before; the revision that the one in force replaces; that one itself; another region without any other year.</summary>
    [Theory]
    [InlineData("140405/2024@1")]
    [InlineData("140405/2025@1")]
    [InlineData("140405/2025@2")]
    [InlineData("512022/2025@1")]
    public void Residents_AreComparedAsTheInterpreterAnswers(string name)
    {
        var book = _revised.Book;
        var baseline = book.Policies.Single(p => p.ToString() == name);
        var generator = ResidentGenerator.For(book, seed: 21);
        string[] columns = [.. QuoteRow.AllColumns.Select(f => f.Name)];
        var file = FileOf(generator);
        var result = Recalculated.Of(book, file, o => o with { Baseline = baseline, Columns = columns, PartRows = 7_000 });
        var (rows, totals) = (new List<string>(), new ExpectedTotals());
        for (var i = 0; i < Residents; i++)
        {
            var expected = new ExpectedDifference(book, baseline, generator.Resident(i));
            totals.Add(expected);
            if (expected.IsCompared && expected.Change.Length > 0) rows.Add(expected.Row($"R{i + 1:D10}", columns));
        }
        Assert.Equal(rows, result.Quotes[1..]);
        totals.AssertEqual(result.Totals.Differences);
        Assert.Equal(0, result.Rejected);
        var plain = Recalculated.Of(book, file);
        Assert.Equal(plain.Checksum, result.Checksum);
        Assert.Equal(plain.Totals.Sheet.ToJson().ToJsonString(), result.Totals.Sheet.ToJson().ToJsonString());
        Assert.Empty(ExpectedDifference.ColumnsWithoutKind());
        if (name == "140405/2024@1") AssertAllCases(result);
    }

    [Fact]
    public void SamePolicy_ChangesNothing()
    {
        var policy = TestPolicies.Fengdu2025;
        var generator = new ResidentGenerator([policy], seed: 4);
        var result = Recalculated.Of(TestPolicies.Book, FileOf(generator), o => o with { Baseline = policy });
        Assert.Single(result.Quotes);
        var totals = result.Totals.Differences;
        Assert.Equal((Residents, 0, 0), (totals.Unchanged, totals.Changed, totals.NotCompared));
        Assert.All(totals.Payers.Values, payer => Assert.Equal((0, 0, 0), (payer.Money.DifferenceFen, payer.Refund.Residents, payer.TopUp.Residents)));
        Assert.Equal(result.Totals.Sheet.Total().LinesFen, totals.Payers.Values.Sum(payer => payer.Money.AfterFen));
    }

    /// <summary>Without these the generated residents would prove less than they seem to.</summary>
    private static void AssertAllCases(Recalculated result)
    {
        var totals = result.Totals.Differences;
        Assert.True(totals is { Unchanged: > 1_000, Changed: > 1_000, NotCompared: > 1_000, OnlyNow.Residents: > 100 });
        Assert.True(totals.Kinds.Count >= 7, string.Join(' ', totals.Kinds.Keys));
        Assert.True(totals.Payers.Values.Count(payer => payer.TopUp.Residents > 0) >= 3);
        Assert.Contains(result.Quotes, row => row.EndsWith("fee:closed>amount", StringComparison.Ordinal));
    }

    private static byte[] FileOf(ResidentGenerator generator)
    {
        using var file = new MemoryStream();
        ResidentFile.Write(file, generator, Residents, _ => { }, default);
        return file.ToArray();
    }
}
