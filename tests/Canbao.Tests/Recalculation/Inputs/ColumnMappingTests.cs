using System.Security.Cryptography;
using System.Text;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>Every mistake of a mapping file is told with its path, its value and what is allowed.</summary>
public class ColumnMappingTests
{
    [Fact]
    public void Accepts_AllThatAMappingMaySay()
    {
        const string Json = """
            {
              "columns": {"id": "社保卡号", "tier": " 标准 "},
              "values": {
                "tier": {"一档": "tier1"},
                "identities": {"低保": "subsistence_allowance", "无": ""},
                "payment_date": {"1900-01-01": "", "首日": "2024年9月14日"},
                "university_student": {"Ｙ": "是"}
              },
              "defaults": {"benefit_year": "2025", "region": "500230", "payment_date": "2025/3/15", "circumstance": "新生儿"},
              "separator": "、",
              "pass_through": ["联系电话"]
            }
            """;
        using var file = new TemporaryFile("\uFEFF" + Json);
        var mapping = ColumnMapping.Load(file.Path);
        Assert.Equal(("社保卡号", " 标准 "), (mapping.Columns["id"], mapping.Columns["tier"]));
        Assert.Equal("tier1", mapping.ValuesOf("tier")!["一档"]);
        Assert.Equal("", mapping.ValuesOf("identities")!["无"]);
        Assert.Equal("是", mapping.ValuesOf("university_student")!["Y"]);
        Assert.Null(mapping.ValuesOf("region"));
        Assert.Equal(("2025", "500230", "2025/3/15", ""),
            (mapping.DefaultOf("benefit_year"), mapping.DefaultOf("region"), mapping.DefaultOf("payment_date"), mapping.DefaultOf("tier")));
        Assert.Equal("、", mapping.Separator);
        Assert.Equal(["联系电话"], mapping.PassThrough);
        Assert.False(mapping.PassesAll);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path))), mapping.Digest);
    }

    [Fact]
    public void Accepts_Nothing()
    {
        var mapping = Load("{}");
        Assert.Equal((";", false, 0), (mapping.Separator, mapping.PassesAll, mapping.Columns.Count + mapping.Values.Count + mapping.Defaults.Count));
        Assert.True(Load("""{"pass_through": "all"}""").PassesAll);
        Assert.Equal(";", Load("""{"separator": "；"}""").Separator);
    }

    [Theory]
    [InlineData("[]", "the mapping is not an object; expected an object of columns, values")]
    [InlineData("{", "not JSON: line 1")]
    [InlineData("""{"columns": {}, }""", "not JSON: line 1")]
    [InlineData("""{"colums": {}}""", "colums: not a member of a mapping; expected columns, values, defaults, separator or pass_through")]
    [InlineData("""{"columns": {}, "columns": {}}""", "columns: given twice")]
    [InlineData("""{"columns": ["id"]}""", """columns: ["id"] is not allowed; expected an object""")]
    [InlineData("""{"columns": {"name": "姓名"}}""", "columns.name: not a column; the columns are id, payment_date")]
    [InlineData("""{"columns": {"id": 7}}""", "columns.id: 7 is not allowed; expected the header of a column in the file")]
    [InlineData("""{"columns": {"id": "  "}}""", "columns.id: empty; expected the header of a column in the file")]
    [InlineData("""{"columns": {"id": "号", "tier": "号 "}}""", "columns.tier: '号 ' is the header of columns.id too")]
    [InlineData("""{"columns": {"id": "a", "id": "b"}}""", "columns.id: given twice")]
    [InlineData("""{"values": {"name": {}}}""", "values.name: not a column")]
    [InlineData("""{"values": {"id": {"a": "b"}}}""", "values.id: an id is kept as it is")]
    [InlineData("""{"values": {"tier": "tier1"}}""", """values.tier: "tier1" is not allowed; expected an object of texts of the file""")]
    [InlineData("""{"values": {"tier": {"一档": 1}}}""", """values.tier["一档"]: 1 is not allowed; expected a text in quotes""")]
    [InlineData("""{"values": {"tier": {" ": "tier1"}}}""", """values.tier[" "]: empty; what stands for an empty field is said in defaults.tier""")]
    [InlineData("""{"values": {"tier": {"A": "tier1", "Ａ": "tier2"}}}""", """values.tier["Ａ"]: given twice""")]
    [InlineData("""{"values": {"tier": {"A": "tier1", "A": "tier2"}}}""", "values.tier.A: given twice")]
    [InlineData("""{"values": {"guardian_paid": {"Y": "yep"}}}""",
        """values.guardian_paid["Y"]: 'yep' is not allowed; expected true, yes, 1, 是 or false, no, 0, 否""")]
    [InlineData("""{"values": {"gap_years": {"多年": "many"}}}""", """values.gap_years["多年"]: 'many' is not allowed; expected 0 to 100""")]
    [InlineData("""{"values": {"circumstance": {"其他": "other"}}}""",
        """values.circumstance["其他"]: 'other' is not allowed; expected nothing or one of none, newborn""")]
    [InlineData("""{"values": {"event_date": {"-": "15.3.2025"}}}""", """values.event_date["-"]: '15.3.2025' is not allowed; expected a calendar day""")]
    [InlineData("""{"defaults": {"payment_date": "2025-02-29"}}""", "defaults.payment_date: '2025-02-29' is not allowed; expected a calendar day")]
    [InlineData("""{"defaults": {"benefit_year": "明年"}}""", "defaults.benefit_year: '明年' is not allowed; expected a year such as 2025")]
    [InlineData("""{"defaults": {"benefit_year": 2025}}""", "defaults.benefit_year: 2025 is not allowed; expected a text in quotes")]
    [InlineData("""{"defaults": {"id": "1"}}""", "defaults.id: each resident has an own id")]
    [InlineData("""{"defaults": {"tier": ""}}""", "defaults.tier: empty; leave it out")]
    [InlineData("""{"defaults": {"price": "1"}}""", "defaults.price: not a column")]
    [InlineData("""{"separator": ""}""", "separator: '' is not allowed; expected 1 to 3 characters")]
    [InlineData("""{"separator": "和"}""", "separator: '和' is not allowed")]
    [InlineData("""{"separator": "----"}""", "separator: '----' is not allowed")]
    [InlineData("""{"separator": 1}""", "separator: 1 is not allowed")]
    [InlineData("""{"columns": {"id": "\ud800"}}""", "a text holds one half of a surrogate pair")]
    [InlineData("""{"\udc00": {}}""", "a text holds one half of a surrogate pair")]
    [InlineData("""{"pass_through": "everything"}""", """pass_through: "everything" is not allowed; expected a list of headers, or "all".""")]
    [InlineData("""{"pass_through": ["a", 2]}""", "pass_through[1]: 2 is not allowed; expected the header of a column in the file")]
    [InlineData("""{"pass_through": ["a", "b", "A"]}""", "pass_through[2]: 'A' is given twice")]
    public void Rejects_Mistakes(string json, string says)
    {
        using var file = new TemporaryFile(json);
        var problem = Assert.Throws<InvalidDataException>(() => ColumnMapping.Load(file.Path)).Message;
        Assert.StartsWith($"{file.Path}: {says.TrimEnd('.')}", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
    }

    [Fact]
    public void Rejects_AllMistakesAtOnce()
    {
        var problem = Assert.Throws<InvalidDataException>(() => Load("""{"columns": {"x": "y"}, "defaults": {"id": "1"}, "separator": "a", "z": 1}""")).Message;
        Assert.Equal(4, problem.Split('\n').Length);
    }

    [Fact]
    public void Rejects_WhatIsNotUtf8()
    {
        using var file = new TemporaryFile(TextForms.Gb18030.GetBytes("""{"columns": {"id": "编号"}}"""));
        Assert.Equal($"{file.Path}: the file is not UTF-8", Assert.Throws<InvalidDataException>(() => ColumnMapping.Load(file.Path)).Message);
    }

    [Fact]
    public void Rejects_WhatIsTooLong() =>
        Assert.Contains("at most 1048576", Assert.Throws<InvalidDataException>(() => Load(new string(' ', MappingReader.MaxBytes + 1))).Message,
            StringComparison.Ordinal);

    /// <summary>Random changes of a good mapping are read or refused, and never anything else.</summary>
    [Fact]
    public void DamagedMapping_IsReadOrRefused()
    {
        var good = """{"columns":{"id":"a"},"values":{"tier":{"一":"t"}},"defaults":{"region":"1"},"separator":";","pass_through":["b"]}"""u8.ToArray();
        var random = new Random(6);
        var refused = 0;
        for (var i = 0; i < 1000; i++)
        {
            var damaged = (byte[])good.Clone();
            for (var n = random.Next(3); n >= 0; n--) damaged[random.Next(damaged.Length)] = (byte)"\"{}[]:,a1 \\u;\u00FF"[random.Next(14)];
            try
            {
                using var file = new TemporaryFile(damaged);
                ColumnMapping.Load(file.Path);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 500, 999);
    }

    internal static ColumnMapping Load(string json)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(json));
        return ColumnMapping.Load(file.Path);
    }
}
