using System.Globalization;
using Canbao.LoadTests.Targets;

namespace Canbao.LoadTests.Reporting;

/// <summary>Writes the report in its two forms.</summary>
internal static class ReportFiles
{
    /// <summary>Into a new folder below the current one; gives its path.</summary>
    public static string Write(IReadOnlyList<Verdict> verdicts, LoadOptions options, Machine machine)
    {
        var folder = Path.Combine("artifacts", "loadtest", DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        var blocks = ReportContent.Of(verdicts, options, machine);
        File.WriteAllText(Path.Combine(folder, "report.md"), MarkdownReport.Of(blocks));
        File.WriteAllText(Path.Combine(folder, "report.html"), HtmlReport.Of(ReportContent.Title, blocks));
        return folder;
    }
}
