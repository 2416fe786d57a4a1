using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// The heads of a table's columns, from the last one: cells that reach over several rows are missing on the left, never on the right.
/// </summary>
internal sealed partial class TableHead
{
    private readonly ColumnRole[] fromLast;

    private TableHead(ColumnRole[] fromLast, bool inTenThousands) => (this.fromLast, InTenThousands) = (fromLast, inTenThousands);

    public static TableHead None { get; } = new([], false);

    /// <summary>The head of a table about another insurance.</summary>
    public static TableHead Foreign { get; } = new([], false);

    /// <summary>One own share and at least one fund: then it is known what adds up.</summary>
    public bool TellsShares => fromLast.Count(r => r == ColumnRole.OwnShare) == 1 && fromLast.Contains(ColumnRole.Assistance);

    /// <summary>The figures are in 万元.</summary>
    public bool InTenThousands { get; }

    public ColumnRole this[int column] => column < fromLast.Length ? fromLast[column] : ColumnRole.Unknown;

    public bool HasTotal => fromLast.Contains(ColumnRole.Total);

    /// <summary>No row has more columns than there are heads, and each has a figure where the own share stands.</summary>
    public bool Covers(IEnumerable<ContributionRow> rows) =>
        rows.All(row => row.Columns[0] < fromLast.Length && row.Columns.Contains(Array.IndexOf(fromLast, ColumnRole.OwnShare)));

    /// <summary>The line above the first row of a table, if it is a line of heads.</summary>
    public static TableHead Above(NoticeText text, int row)
    {
        var line = text.LineAt(row);
        if (line <= 0) return None;
        var cells = text.Folded[text.LineStarts[line - 1]..text.LineStarts[line]].TrimEnd('\n').Split('\t');
        if (line > 1 && OtherInsurance().IsMatch(text.Folded[text.LineStarts[line - 2]..text.LineStarts[line - 1]])) return Foreign;
        if (cells.Length < 2 || cells.Any(cell => Sentence().IsMatch(cell))) return None;
        ColumnRole[] roles = [.. cells.Reverse().Select(Role)];
        // 个人缴费标准 beside 个人缴纳 is the standard; alone it is what is left to pay.
        if (!roles.Contains(ColumnRole.OwnShare) && Array.IndexOf(roles, ColumnRole.Standard) is >= 0 and var only) roles[only] = ColumnRole.OwnShare;
        return new(roles, cells.Any(cell => cell.Contains("万元", StringComparison.Ordinal)));
    }

    private static ColumnRole Role(string head) =>
        NoAmount().IsMatch(head) ? ColumnRole.Other
        : Total().IsMatch(head) ? ColumnRole.Total
        : Subsidy().IsMatch(head) ? ColumnRole.Subsidy
        : Standard().IsMatch(head) ? ColumnRole.Standard
        : OwnShare().IsMatch(head) ? ColumnRole.OwnShare
        : Assistance().IsMatch(head) ? ColumnRole.Assistance : ColumnRole.Unknown;

    [GeneratedRegex("^[^。]{0,30}(?:意外|商业|补充|职工|护理|惠民)[^。]{0,30}$")]
    private static partial Regex OtherInsurance();

    [GeneratedRegex(@"[。;]|\d元")]
    private static partial Regex Sentence();

    [GeneratedRegex("比例|人数|户数|序号|编号|人员|类别|对象|备注|%|起付|报销|时间|日期")]
    private static partial Regex NoAmount();

    [GeneratedRegex("合计|总计|小计|筹资(?:标准|总额|水平)")]
    private static partial Regex Total();

    [GeneratedRegex("财政(?!.*资助).*补[助贴]|各级财政(?!.*资助)|人均补助")]
    private static partial Regex Subsidy();

    [GeneratedRegex("^(?!.*(?:资助|补[助贴]|代缴|减免|救助)).*(?:缴费|参保|个人|应缴)标准|^标准(?:\\(|$)")]
    private static partial Regex Standard();

    [GeneratedRegex("^(?!.*(?:代缴|资助|补[助贴]|减免)(?!后)).*(?:个人|本人|自付|自缴|自负|实缴|应缴)")]
    private static partial Regex OwnShare();

    [GeneratedRegex("资助|救助|补[助贴]|减免|代缴|保障金|扶持|基金|资金|财政|集体")]
    private static partial Regex Assistance();
}
