using System.Text.RegularExpressions;
using Canbao.Documents.Residents;
using Canbao.Recalculation.Inputs;

namespace Canbao.Tests.Recalculation.Inputs;

/// <summary>docs/RECALCULATION.md says what the code does.</summary>
public partial class ColumnDocsTests
{
    private static readonly string Docs = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "RECALCULATION.md"))
        .Split("\n## ").Single(section => section.StartsWith("Columns\n", StringComparison.Ordinal));

    [Fact]
    public void Table_HasEveryNameOfEveryColumn() =>
        Assert.Equal(ResidentFields.Names.Select(column => (column, string.Join('、', ColumnNames.Of(column)))),
            Row().Matches(Docs).Select(row => (row.Groups[1].Value, row.Groups[2].Value)));

    [Fact]
    public void Mapping_IsOne()
    {
        var plan = ColumnLayoutTests.Plan(Example().Match(Docs).Groups[1].Value, "社保卡号,标准,人员类别,联系电话,村组");
        Assert.Equal((0, 1, 20250315u), (plan.IdPlace, plan.PlaceOf(ResidentFields.Tier), plan.Dates[0].Otherwise));
        Assert.Equal(["联系电话", "村组"], plan.PassThrough.Select(column => column.Header));
    }

    [GeneratedRegex(@"^\| `(\w+)` \| [^|\n]+ \| ([^|\n]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
