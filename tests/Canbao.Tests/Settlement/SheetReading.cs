using System.Text;
using Canbao.Recalculation.Csv;
using Canbao.Tests.Recalculation;

namespace Canbao.Tests.Settlement;

/// <summary>Reads what was written, as anybody would.</summary>
internal static class SheetReading
{
    /// <summary>The rows below the header, each by the header's names. The mark of UTF-8 must be there.</summary>
    public static List<Dictionary<string, string>> Rows(byte[] csv)
    {
        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        var (reader, row, rows) = (new CsvBlockReader(new MemoryStream(csv)), new CsvRow(32), new List<string[]>());
        while (reader.Fill())
            while (reader.TryRead(row))
            {
                Assert.Null(row.Problem);
                rows.Add([.. Enumerable.Range(0, row.Count).Select(row.Text)]);
            }
        Assert.All(rows, r => Assert.Equal(rows[0].Length, r.Length));
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(pair => pair.First, pair => pair.Second))];
    }
}
