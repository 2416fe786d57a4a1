using System.Net;
using System.Text;

namespace Canbao.LoadTests.Reporting;

/// <summary>The report as one HTML page that needs nothing else: no script, no style and no picture from elsewhere.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; color: #1c2430; background: #fff; max-width: 90rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums }
        th, td { border-bottom: 1px solid #d5dbe3; padding: .3rem .8rem .3rem 0; text-align: left; white-space: nowrap }
        h2 { margin-top: 2.5rem } li, p { overflow-wrap: anywhere }
        figure { display: inline-block; margin: .5rem 1rem .5rem 0 } svg { font: 12px system-ui, sans-serif; max-width: 100%; height: auto }
        """;

    public static string Of(string title, IEnumerable<Block> blocks)
    {
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title>
            <style>
            {Style}
            </style></head>
            <body>

            """);
        foreach (var block in blocks) page.Append(Html(block)).Append('\n');
        return page.Append("</body></html>\n").ToString();
    }

    private static string Html(Block block) => block switch
    {
        Block.Heading heading => $"<h{heading.Level}>{Text(heading.Text)}</h{heading.Level}>",
        Block.Paragraph paragraph => $"<p>{Text(paragraph.Text)}</p>",
        Block.List list => $"<ul>{string.Concat(list.Items.Select(item => $"<li>{Text(item)}</li>"))}</ul>",
        Block.Table table => $"<table><thead>{Row("th", table.Head)}</thead><tbody>{string.Concat(table.Rows.Select(row => Row("td", row)))}</tbody></table>",
        Block.Chart chart => $"<figure>{chart.Svg}</figure>",
        _ => throw new ArgumentException($"a part of a report that HTML does not have: {block}"),
    };

    private static string Row(string tag, IEnumerable<string> cells) => $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Text(cell)}</{tag}>"))}</tr>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
