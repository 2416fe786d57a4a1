using System.Text;
using System.Text.Json.Nodes;
using Canbao.Recalculation.Settlement;
using Canbao.V1;

namespace Canbao.Tests.Settlement;

public class ReasonTests
{
    private static readonly (Quote Quote, string Tier)[] Residents = DrawnQuotes.Of(seed: 22, 4000);

    [Fact]
    public void Counts_AreThoseOfTheResidents()
    {
        var counts = Counted(Residents);
        Assert.Equal(Residents.Count(r => r.Quote.Status == QuoteStatus.Undetermined), counts.Undetermined);
        var all = counts.All.ToDictionary(c => (c.Region, c.Reason), c => c.Residents);
        foreach (var ((region, reason), residents) in all)
            Assert.Equal(residents, Residents.Count(r => r.Quote.Policy.Region == region && (reason.Kind == ReasonKind.MissingField
                ? r.Quote.MissingFields.Contains(reason.Code)
                : r.Quote.Unspecified.Contains(reason.Code) && r.Quote.Status == QuoteStatus.Undetermined == (reason.Kind == ReasonKind.LeftOpen))));
        var expected = Residents.SelectMany(r => r.Quote.MissingFields.Select(f => (r.Quote.Policy.Region, f, r.Quote.Status))
            .Concat(r.Quote.Unspecified.Select(f => (r.Quote.Policy.Region, f, r.Quote.Status)))).Count();
        Assert.Equal(expected, all.Values.Sum());
        Assert.Equal(Enum.GetValues<ReasonKind>(), all.Keys.Select(k => k.Reason.Kind).Distinct().Order());
    }

    [Fact]
    public void CountsOfParts_AddUpThroughJson()
    {
        var whole = Counted(Residents).ToJson().ToJsonString();
        var sum = new ReasonCounts();
        foreach (var part in Residents.Chunk(700).Reverse()) sum.Add(ReasonCounts.FromJson(JsonNode.Parse(Counted(part).ToJson().ToJsonString())));
        Assert.Equal(whole, sum.ToJson().ToJsonString());
    }

    [Theory]
    [InlineData("[]", "the reasons")]
    [InlineData("""{"undetermined":-1,"reasons":[]}""", "the reasons, undetermined: '-1'")]
    [InlineData("""{"undetermined":1,"reasons":[{"region":"1","kind":"other","code":"x","residents":1}]}""", "missing_field, left_open")]
    public void Rejects_JsonThatIsNoCounts(string json, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => ReasonCounts.FromJson(JsonNode.Parse(json))).Message, StringComparison.Ordinal);

    /// <summary>Every resident without an answer has a row that says why, whatever the id looks like.</summary>
    [Fact]
    public void List_SaysWhyOfEveryResident()
    {
        string[] hostile = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a,\"b\"", "－1", "R1", "张三", "", new string('"', 128)];
        var residents = Residents.Where(r => Reason.IsUndetermined(r.Quote)).Select((r, i) => (r.Quote, Id: hostile[i % hostile.Length], Line: i + 2L))
            .ToArray();
        using var file = new MemoryStream();
        file.Write(UndeterminedList.Header);
        foreach (var (quote, id, line) in residents)
        {
            var bytes = Encoding.UTF8.GetBytes(id);
            var place = new byte[UndeterminedList.MostBytes(bytes.Length)];
            file.Write(place, 0, UndeterminedList.WriteIdAndLine(place, bytes, line));
            file.Write(UndeterminedList.FieldsAfterId(TestPolicies.Book, quote));
        }
        var rows = SheetReading.Rows(file.ToArray());
        Assert.Equal(residents.Select(r => r.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)), rows.Select(r => r["行 line"]));
        Assert.Equal(residents.Select(r => r.Id is ['=' or '－', ..] ? "'" + r.Id : r.Id), rows.Select(r => r["编号 id"]));
        Assert.All(rows, r => Assert.Matches("^((missing_field|left_open):[a-z_]+(;|$))+$", r["原因代码 reasons"]));
        Assert.All(rows, r => Assert.Matches("缺少|通知未写明", r["原因"]));
        Assert.All(rows, r => Assert.Equal(r["处理 action"].StartsWith("补齐", StringComparison.Ordinal),
            r["原因代码 reasons"].StartsWith("missing_field", StringComparison.Ordinal)));
        Assert.Contains(rows, r => r["应缴不高于（元） fee_at_most_yuan"].EndsWith(".00", StringComparison.Ordinal));
        Assert.Contains(rows, r => r["应缴不高于（元） fee_at_most_yuan"].Length == 0);
        Assert.Contains(rows, r => r["原因"].Contains("缺少是否独立参保 independent_enrolment", StringComparison.Ordinal));
    }

    private static ReasonCounts Counted(IEnumerable<(Quote Quote, string Tier)> residents)
    {
        var counts = new ReasonCounts();
        foreach (var (quote, _) in residents) counts.Add(quote, 1);
        return counts;
    }
}
