using System.Text;

namespace Canbao.Recalculation.Settlement;

/// <summary>Sheets as CSV that spreadsheet programs open: UTF-8 with its mark, text that is no formula.</summary>
public static class SheetCsv
{
    /// <summary>Writes the heading and all rows; the stream stays open.</summary>
    public static void Write(Stream stream, SheetTable table)
    {
        var marked = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        using var writer = new StreamWriter(stream, marked, bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', table.Columns.Select(column => SpreadsheetText.Field(Heading(column)))));
        foreach (var row in table.Rows) writer.WriteLine(string.Join(',', row.Values.Select(value => value.Csv())));
    }

    private static string Heading(SheetColumn column) => column.Zh.Length == 0 ? column.En : $"{column.Zh} {column.En}";
}
