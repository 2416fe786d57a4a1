using System.Globalization;
using System.Text.Json.Nodes;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Settlement;

public class RejectCountsTests
{
    [Fact]
    public void Problems_AreCountedByFieldAndCode()
    {
        var counts = new RejectCounts();
        foreach (var value in (string[])["x", "a;b", "", "123456"])
            counts.Add(new InputProblem(RejectCodes.TierUnknown, "tier", $"'{value}' is not allowed; expected one of 20250315, second"));
        counts.Add(new InputProblem(RejectCodes.IdentityUnknown, "identities[0]", "'a' is none"));
        counts.Add(new InputProblem(RejectCodes.IdentityUnknown, "identities[17]", "'b' is none"));
        counts.Add(new InputProblem(RejectCodes.IdentityTwice, "identities[1]", "'a' is given twice"));
        Assert.Equal(
        [
            ("tier", RejectCodes.TierUnknown, 4),
            ("identities", RejectCodes.IdentityUnknown, 2),
            ("identities", RejectCodes.IdentityTwice, 1),
        ], counts.All);
    }

    [Fact]
    public void CountsOfParts_AddUpThroughJson()
    {
        var (random, whole, sum) = (new Random(3), new RejectCounts(), new RejectCounts());
        for (var part = 0; part < 5; part++)
        {
            var counts = new RejectCounts();
            for (var i = 0; i < 300; i++)
            {
                var problem = new InputProblem(RejectCodes.All[random.Next(9)], $"f{random.Next(5)}", "");
                whole.Add(problem);
                counts.Add(problem);
            }
            sum.Add(RejectCounts.FromJson(JsonNode.Parse(counts.ToJson().ToJsonString())));
        }
        Assert.Equal(whole.All, sum.All);
        Assert.Equal(1500, sum.All.Sum(c => c.Rows));
    }

    /// <summary>A file made so that every field is another one costs no memory, and no count.</summary>
    [Fact]
    public void TooManyKinds_AreCountedWithoutTheirField()
    {
        var counts = new RejectCounts();
        for (var i = 0; i < 9999; i++) counts.Add(new InputProblem(RejectCodes.TextDamaged, "column " + i.ToString(CultureInfo.InvariantCulture), ""));
        Assert.Equal(RejectCounts.MaxKinds + 1, counts.All.Count());
        Assert.Equal(("", RejectCodes.TextDamaged, 9999 - RejectCounts.MaxKinds), counts.All.First());
    }

    [Theory]
    [InlineData("""[{"field":"a","code":"TIER_UNKNOWN","rows":"3"}]""", "the rejects 0, rows")]
    [InlineData("""[{"field":"a","code":"NOBODYS","rows":3}]""", "the rejects 0, code: '\"NOBODYS\"' is not allowed; expected a reject code")]
    public void Rejects_JsonThatIsNoCounts(string json, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => RejectCounts.FromJson(JsonNode.Parse(json))).Message, StringComparison.Ordinal);
}
