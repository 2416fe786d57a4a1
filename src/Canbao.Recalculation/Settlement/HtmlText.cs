using System.Net;
using System.Text;
using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>Parts of a page. Every text that comes from elsewhere is escaped here and nowhere else.</summary>
internal static class HtmlText
{
    /// <summary>A report stays readable, and small enough for a browser, however many counties there are.</summary>
    public const int MostRows = 400;

    private const string Named = "_name";

    /// <summary>Characters that are not seen, or that turn the text around, are shown as their numbers.</summary>
    public static string Of(string text) => WebUtility.HtmlEncode(Shown.Escaped(text));

    /// <summary>Chinese, and English in small letters behind it.</summary>
    public static string Both(string zh, string en) => en.Length == 0 ? Of(zh) : $"{Of(zh)} <small lang=\"en\">{Of(en)}</small>";

    /// <summary>A code and its name, which are two columns of a sheet, are one column here.</summary>
    public static string Of(SheetTable table)
    {
        var columns = Enumerable.Range(0, table.Columns.Count).Where(i => !IsNamedByNext(table, i)).ToArray();
        var html = new StringBuilder($"<div class=\"table\"><table><caption>{Both(table.Title, table.TitleEn)}</caption>\n<thead><tr>");
        foreach (var i in columns) html.Append($"<th{Class(table.Columns[i].IsNumber)}>{Both(Heading(table, i), Code(table.Columns[i]))}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        var rows = table.Rows.Take(MostRows + 1).ToArray();
        foreach (var row in rows.Take(MostRows))
        {
            html.Append(row.IsTotal ? "<tr class=\"total\">" : "<tr>");
            foreach (var i in columns) html.Append($"<td{Class(table.Columns[i].IsNumber)}>{Cell(table, row, i)}</td>");
            html.Append("</tr>\n");
        }
        if (rows.Length == 0) html.Append($"<tr><td colspan=\"{columns.Length}\">{Both("无", "none")}</td></tr>\n");
        html.Append("</tbody></table></div>\n");
        if (rows.Length > MostRows)
            html.Append("<p class=\"note\">").Append(Both($"只显示前{MostRows}行，全表见 {table.Name}.csv。", $"the first {MostRows} rows; the sheet has all"))
                .Append("</p>\n");
        return html.ToString();
    }

    private static bool IsNamedByNext(SheetTable table, int column) =>
        column + 1 < table.Columns.Count && table.Columns[column + 1].En == table.Columns[column].En + Named;

    private static bool IsName(SheetTable table, int column) => column > 0 && IsNamedByNext(table, column - 1);

    private static string Heading(SheetTable table, int column) => table.Columns[IsName(table, column) ? column - 1 : column].Zh;

    private static string Code(SheetColumn column) => column.En.Replace(Named, "", StringComparison.Ordinal).Replace('_', ' ');

    /// <summary>A total has its word where others have the code.</summary>
    private static string Cell(SheetTable table, SheetRow row, int column)
    {
        var shown = row.Values[column].Shown();
        if (!IsName(table, column)) return Of(shown);
        var code = row.Values[column - 1].Shown();
        if (shown.Length == 0) return Of(code);
        return code == shown || code.Length == 0 ? Of(shown) : $"{Of(shown)} <small>{Of(code)}</small>";
    }

    private static string Class(bool isNumber) => isNumber ? " class=\"number\"" : "";
}
