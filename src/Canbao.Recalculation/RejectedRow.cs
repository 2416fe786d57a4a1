using System.Globalization;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation;

/// <summary>One problem of a row that could not be answered.</summary>
/// <param name="Line">Where the row stands.</param>
/// <param name="Problem">What is wrong; without a field it is the row as a whole.</param>
/// <param name="Value">What stands in the field, cut and escaped.</param>
internal readonly record struct RejectedRow(long Line, InputProblem Problem, string Value)
{
    public static byte[] Header { get; } = CsvText.RowBytes(["line", "field", "value", "reason", "code"]);

    public byte[] ToBytes() =>
        CsvText.RowBytes([Line.ToString(CultureInfo.InvariantCulture), Problem.Field, Value, Problem.Message, Problem.Code]);

    /// <summary>The problems of one row stay in their order.</summary>
    public static void SortByLine(List<RejectedRow> rejects)
    {
        if (rejects.Count < 2) return;
        RejectedRow[] sorted = [.. rejects.OrderBy(row => row.Line)];
        rejects.Clear();
        rejects.AddRange(sorted);
    }
}
