using System.Text;
using System.Text.Json.Nodes;
using Canbao.Generation;
using Canbao.Recalculation.Differences;

namespace Canbao.Tests.Recalculation.Differences;

/// <summary>Totals of difference runs: saved, read, added up, and found out if they are wrong.</summary>
public class DifferenceTotalsTests
{
    private const int Residents = 12_000;

    [Fact]
    public void Totals_AreWhatTheyWereAfterSaving()
    {
        var json = TotalsOf(0, Residents).ToJson().ToJsonString();
        Assert.Equal(json, DifferenceTotals.FromJson(JsonNode.Parse(json)).ToJson().ToJsonString());
        Assert.Equal(new DifferenceTotals().ToJson().ToJsonString(), DifferenceTotals.FromJson(new DifferenceTotals().ToJson()).ToJson().ToJsonString());
    }

    [Fact]
    public void Totals_OfPartsAreThoseOfTheWhole()
    {
        var sum = new DifferenceTotals();
        foreach (var (first, count) in new[] { (0, 5_000), (5_000, 1), (5_001, Residents - 5_001) }) sum.Add(TotalsOf(first, count));
        Assert.Equal(TotalsOf(0, Residents).ToJson().ToJsonString(), sum.ToJson().ToJsonString());
    }

    [Theory]
    [InlineData("payers", 0, "now_fen")]
    [InlineData("payers", 1, "before_fen")]
    [InlineData("states", 0, "residents")]
    public void Problems_TellWhatDoesNotAddUp(string list, int place, string field)
    {
        var json = TotalsOf(0, Residents).ToJson();
        json[list]![place]![field] = (long)json[list]![place]![field]! + 1;
        Assert.NotEmpty(DifferenceTotals.FromJson(json).Problems());
    }

    [Theory]
    [InlineData("unchanged", "-1", "a number from 0")]
    [InlineData("changes", "[{\"kind\":\"weather\",\"residents\":1}]", "status, fee, assistance")]
    [InlineData("payers", "7", "a list")]
    public void Rejects_WhatIsNoTotals(string field, string value, string expected)
    {
        var json = new DifferenceTotals().ToJson();
        json[field] = JsonNode.Parse(value);
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => DifferenceTotals.FromJson(json)).Message, StringComparison.Ordinal);
    }

    /// <summary>A field that the contract gets must be given a kind of change.</summary>
    [Fact]
    public void EveryFieldOfAQuote_HasAKind()
    {
        foreach (var field in V1.Quote.Descriptor.Fields.InDeclarationOrder().Where(f => f.Name is not ("policy" or "policy_index")))
            Assert.True(Enum.IsDefined(ChangeKinds.Of(field.Name)), field.Name);
    }

    private static DifferenceTotals TotalsOf(int first, int count)
    {
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 31);
        using var file = new MemoryStream();
        ResidentFile.Write(file, generator, first + count, _ => { }, default);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n');
        var text = string.Join('\n', [lines[0], .. lines[(first + 1)..(first + count + 1)], ""]);
        return Recalculated.Of(TestPolicies.Book, Encoding.UTF8.GetBytes(text),
            o => o with { Baseline = TestPolicies.Named("140405/2024@1") }).Totals.Differences;
    }
}
