using System.Text;
using Canbao.Policies;
using Canbao.Recalculation;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>What the fields of a row mean under a mapping.</summary>
public class ProfileReaderTests
{
    private const string Header = "region,benefit_year,payment_date,tier,identities,circumstance,guardian_paid,gap_years,addons";

    private static readonly CodeNames Names = new(TestPolicies.Book);

    [Fact]
    public void Values_AreMapped()
    {
        const string Mapping = """
            {"values": {
              "tier": {"居民甲": "tier1"},
              "identities": {"低保": "subsistence_allowance", "孤残": "orphan;severe_disability", "无": "", "甲,乙": "veteran"},
              "guardian_paid": {"缴": "yes", "未缴": "否"},
              "gap_years": {"一年": "1"}
            }}
            """;
        Assert.Equal(("tier1", "subsistence_allowance, orphan", true, 1), Read(Mapping, "500230,2025,,居民甲,低保;orphan,,缴,一年,"));
        Assert.Equal(("tier2", "orphan, severe_disability", false, 0), Read(Mapping, "500230,2025,,tier2,孤残,,未缴,0,"));
        Assert.Equal(("tier2", "", null, 0), Read(Mapping, "500230,2025,,tier2,无,,,,"));
        Assert.Equal(("tier2", "veteran, subsistence_allowance", null, 0), Read(Mapping, "500230,2025,,tier2,\"甲,乙；低保\",,,,"));
        Assert.Equal(("tier2", "subsistence_allowance", null, 0), Read(Mapping, "500230,2025,,tier2, ； 低保;无 ; ,,,,"));
    }

    [Fact]
    public void Defaults_FillWhatIsEmpty()
    {
        const string Mapping = """
            {"defaults": {"tier": "tier1", "identities": "orphan;veteran", "guardian_paid": "是", "gap_years": "2"},
             "values": {"tier": {"-": ""}, "identities": {"-": ""}}, "separator": "/"}
            """;
        Assert.Equal(("tier1", "orphan, veteran", true, 2), Read(Mapping, "500230,2025,,,,,,,"));
        Assert.Equal(("tier1", "orphan, veteran", true, 2), Read(Mapping, "500230,2025,,-,-,,　, ,"));
        Assert.Equal(("tier2", "a, b;c", false, 0), Read(Mapping, "500230,2025,,tier2,a/b;c,,0,0,"));
        var missing = ColumnLayoutTests.Plan("""{"defaults": {"region": "500230", "benefit_year": "2025", "payment_date": "20250315"}}""", "tier");
        var known = new ProfileReader(missing).Read(ColumnLayoutTests.Row("tier1"u8.ToArray()));
        Assert.Equal(("500230", 2025, 0, "tier1"), (known.Profile.Region, (int)known.Profile.BenefitYear, known.Problems.Count, known.Profile.Profile.Tier));
    }

    /// <summary>A name that holds the separator is one name.</summary>
    [Fact]
    public void ChineseNames_StandForTheirCodes()
    {
        foreach (var code in TestPolicies.Book.Codes.Identities)
            foreach (var name in code.Names)
            {
                Assert.Equal(code.Id, Read("{}", $"500230,2025,,tier1,{name},,,,").Identities);
                Assert.Equal(code.Id, Read("""{"separator": "、"}""", $"500230,2025,,tier1,{name},,,,").Identities);
                if (code.Id != "veteran") Assert.Equal($"veteran, {code.Id}", Read("{}", $"500230,2025,,tier1,veteran；{name},,,,").Identities);
            }
        foreach (var policy in TestPolicies.Book.Policies)
            foreach (var standard in policy.Standards)
                Assert.Equal(standard.Tier, Read("{}", $"{policy.Region},{policy.BenefitYear},,{standard.Name.Zh},,,,,").Tier);
        Assert.Equal("没有这一档", Read("{}", "500230,2025,,没有这一档,,,,,").Tier);
        Assert.Equal("一档", Read("{}", "999999,2025,,一档,,,,,").Tier);
    }

    [Fact]
    public void ChineseNames_AreUnderstoodOnlyWithTheCodes()
    {
        var plan = ColumnLayoutTests.Plan("{}", Header);
        var known = new ProfileReader(plan).Read(ColumnLayoutTests.Row("500230,2025,,tier1,孤儿,新生儿,,,"u8.ToArray()));
        Assert.Equal(["孤儿"], known.Profile.Profile.Identities);
        Assert.Equal(Circumstance.Newborn, known.Profile.Profile.Circumstance);
    }

    /// <summary>A field that is not UTF-8 never becomes a default, a mapped value or nothing.</summary>
    [Fact]
    public void BytesThatAreNoText_AreToldByField()
    {
        var plan = ColumnLayoutTests.Plan("""{"defaults": {"tier": "tier1", "guardian_paid": "是"}, "values": {"tier": {"x": "tier2"}}}""", Header, Names);
        string[] columns = Header.Split(',');
        for (var bad = 0; bad < columns.Length; bad++)
        {
            if (columns[bad] == "payment_date") continue;
            var fields = columns.Select((_, i) => i == bad ? [0xC4, 0xFF] : Array.Empty<byte>()).ToArray();
            var line = fields.SelectMany((field, i) => i == 0 ? field : field.Prepend((byte)',')).ToArray();
            var problem = Assert.Single(new ProfileReader(plan).Read(ColumnLayoutTests.Row(line)).Problems);
            Assert.Equal(columns[bad], problem.Field);
            Assert.Contains("--encoding", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WrongValues_AreTold()
    {
        var plan = ColumnLayoutTests.Plan("""{"values": {"guardian_paid": {"缴": "yes"}}}""", Header, Names);
        var known = new ProfileReader(plan).Read(ColumnLayoutTests.Row("500230,明年,,tier1,,其他,也许,-1,"u8.ToArray()));
        Assert.Equal(["benefit_year", "circumstance", "gap_years", "guardian_paid"], known.Problems.Select(p => p.Field).Order(StringComparer.Ordinal));
        Assert.All(known.Problems, problem => Assert.StartsWith("expected ", problem.Message, StringComparison.Ordinal));
    }

    /// <summary>However many codes a mapping makes of one, no more are kept than show that there are too many.</summary>
    [Fact]
    public void ManyCodes_AreNotKept()
    {
        var codes = string.Concat(Enumerable.Repeat("orphan;", 1000));
        var mapping = """{"values": {"identities": {"x": "CODES"}}}""".Replace("CODES", codes, StringComparison.Ordinal);
        Assert.Equal(InputCheck.MaxIdentities + 1, Count(mapping, "x;", 500));
        Assert.Equal(InputCheck.MaxIdentities + 1, Count("{}", "a;", 500));
        Assert.Equal(InputCheck.MaxIdentities, Count("{}", "a;", InputCheck.MaxIdentities));

        static int Count(string mapping, string code, int times) =>
            Read(mapping, $"500230,2025,,tier1,{string.Concat(Enumerable.Repeat(code, times))},,,,").Identities.Split(',').Length;
    }

    [Fact]
    public void Dates_AreMappedAndFilled()
    {
        var plan = ColumnLayoutTests.Plan("""
            {"values": {"payment_date": {"1900-01-01": "", "首日": "2024-09-14", "坏": "20240914"}, "birth_date": {"不详": ""}},
             "defaults": {"payment_date": "2025-03-15"}}
            """, "region,benefit_year,payment_date,tier,birth_date");
        var (payment, birth) = (plan.Dates[0], plan.Dates[1]);
        Assert.Equal([20250315u, 20250315, 20240914, 20240914, 20241231, DateField.NoDate, DateField.NoDate],
            new[] { "", " 1900-01-01 ", "首日", "　首日", "2024/12/31", "次日", "2025-02-30" }.Select(text => payment.Of(Encoding.UTF8.GetBytes(text))));
        Assert.Equal([0u, 0, 20000101], new[] { "", "不详", "20000101" }.Select(text => birth.Of(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(0u, plan.Dates[2].Of(ColumnLayoutTests.Row("a,b,c,d,e"u8.ToArray())));
        Assert.Equal(DateField.NoDate, plan.Dates[0].Of(ColumnLayoutTests.Row("a,b,c,d,e"u8.ToArray())));
    }

    private static (string Tier, string Identities, bool? GuardianPaid, long GapYears) Read(string mapping, string line)
    {
        var known = new ProfileReader(ColumnLayoutTests.Plan(mapping, Header, Names)).Read(ColumnLayoutTests.Row(Encoding.UTF8.GetBytes(line)));
        Assert.Empty(known.Problems);
        var profile = known.Profile.Profile;
        return (profile.Tier, profile.Identities.ToString(), profile.GuardianPaid, profile.GapYears);
    }
}
