using System.Text.Encodings.Web;
using System.Text.Json;
using Canbao.Notices;
using Canbao.Policies;

namespace Canbao.Cli.Rendering;

/// <summary>The findings in a notice, for a terminal and for programs.</summary>
internal static class NoticeFindingsText
{
    // A reader of the JSON should see the Chinese as it stands in the notice; it is never put into a page.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private sealed record Report(string File, IReadOnlyList<NoticeFinding> Findings);

    public static void WriteJson(TextWriter output, string file, IReadOnlyList<NoticeFinding> findings) =>
        output.WriteLine(JsonSerializer.Serialize(new Report(file, findings), Json));

    public static void Write(TextWriter output, string file, IReadOnlyList<NoticeFinding> findings)
    {
        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Code}: {Shown.Escaped(finding.Zh)}");
            output.WriteLine($"  {Shown.Escaped(finding.En)}");
            foreach (var passage in finding.Passages) output.WriteLine($"  {Place(passage)}: 「{OnOneLine(passage.Text)}」");
            output.WriteLine();
        }
        output.WriteLine($"{Shown.Escaped(file)}: {Count(findings.Count)}");
    }

    private static string Count(int count) => count switch
    {
        0 => "未发现矛盾 nothing found, as far as patterns reach",
        1 => "1 处 1 finding",
        _ => $"{count} 处 {count} findings",
    };

    private static string Place(NoticePassage passage) => passage.Line == passage.EndLine
        ? $"第{passage.Line}行 line {passage.Line}" : $"第{passage.Line}–{passage.EndLine}行 lines {passage.Line}-{passage.EndLine}";

    /// <summary>As in the notice, with a mark for each break of a line and a blank for what stands between two cells.</summary>
    private static string OnOneLine(string text) => Shown.Escaped(string.Join('⏎',
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Replace('\t', ' '));
}
