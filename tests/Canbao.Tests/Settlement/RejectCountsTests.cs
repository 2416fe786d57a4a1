using System.Globalization;
using System.Text.Json.Nodes;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Settlement;

public class RejectCountsTests
{
    [Fact]
    public void Reasons_AreCountedWithoutTheirValues()
    {
        var counts = new RejectCounts();
        foreach (var value in (string[])["x", "a;b", "", "123456"]) counts.Add("tier", $"'{value}' is not allowed; expected one of 20250315, second");
        counts.Add("identities[0]", "more than 4 are given");
        counts.Add("identities[17]", "more than 4 are given");
        foreach (var region in (string[])["110101", "110102"]) counts.Add("region", $"there is no policy for region {region}; there are policies for 500230");
        Assert.Equal(
        [
            ("tier", "… is not allowed; expected one of 20250315, second", 4),
            ("identities", "more than 4 are given", 2),
            ("region", "there is no policy for region …; there are policies for 500230", 2),
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
                var (field, reason) = ($"f{random.Next(5)}", $"r{random.Next(9)}");
                whole.Add(field, reason);
                counts.Add(field, reason);
            }
            sum.Add(RejectCounts.FromJson(JsonNode.Parse(counts.ToJson().ToJsonString())));
        }
        Assert.Equal(whole.All, sum.All);
        Assert.Equal(1500, sum.All.Sum(c => c.Rows));
    }

    /// <summary>A file made so that every reason is another one costs no memory, and no count.</summary>
    [Fact]
    public void TooManyKinds_AreOther()
    {
        var counts = new RejectCounts();
        for (var i = 0; i < 9999; i++) counts.Add("", "reason " + i.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(RejectCounts.MaxKinds + 1, counts.All.Count());
        Assert.Equal(("", RejectCounts.Other, 9999 - RejectCounts.MaxKinds), counts.All.First());
    }

    [Fact]
    public void Rejects_JsonThatIsNoCounts() =>
        Assert.Contains("the rejects 0, rows", Assert.Throws<InvalidDataException>(() =>
            RejectCounts.FromJson(JsonNode.Parse("""[{"field":"a","reason":"b","rows":"3"}]"""))).Message, StringComparison.Ordinal);
}
