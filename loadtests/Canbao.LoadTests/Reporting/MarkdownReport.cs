using System.Text;

namespace Canbao.LoadTests.Reporting;

/// <summary>The report as Markdown, without its pictures.</summary>
internal static class MarkdownReport
{
    public static string Of(IEnumerable<Block> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks.Where(block => block is not Block.Chart))
        {
            if (text.Length > 0) text.Append('\n');
            Append(text, block);
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                text.Append($"{new string('#', heading.Level)} {heading.Text}\n");
                break;
            case Block.Paragraph paragraph:
                text.Append($"{paragraph.Text}\n");
                break;
            case Block.List list:
                foreach (var item in list.Items) text.Append($"- {item}\n");
                break;
            case Block.Table table:
                Append(text, table.Head);
                Append(text, [.. table.Head.Select(_ => "---")]);
                foreach (var row in table.Rows) Append(text, row);
                break;
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
}
