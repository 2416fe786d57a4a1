using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// The list of residents without a determined answer, for the staff who complete the data: what is to be done, by whom, and what is known of
/// the fee meanwhile. Sorted by the column of reasons it falls into one pile for each.
/// </summary>
internal static class UndeterminedList
{
    /// <summary>Room for id and line: an id is at most doubled by its quotes, and a line has at most 19 digits. Valid UTF-8 is expected.</summary>
    public static int MostBytes(int idBytes) => (2 * idBytes) + 32;

    /// <summary>Marked as UTF-8 for spreadsheet programs.</summary>
    public static byte[] Header { get; } = Encoding.UTF8.GetBytes(SpreadsheetText.Begin + CsvText.Row(
    [
        "编号 id", "行 line", "处理 action", "原因代码 reasons", "原因", "地区 region", "地区名称", "年度 benefit_year", "修订版 policy_revision", "状态 status",
        "应缴不低于（元） fee_at_least_yuan", "应缴不高于（元） fee_at_most_yuan", "取决于理解 readings",
    ]));

    /// <summary>Id and line, as the row begins; how many bytes were written.</summary>
    public static int WriteIdAndLine(Span<byte> place, ReadOnlySpan<byte> id, long line)
    {
        var length = SpreadsheetText.Write(place, id);
        place[length++] = (byte)',';
        Utf8Formatter.TryFormat(line, place[length..], out var digits);
        return length + digits;
    }

    /// <summary>What stands behind id and line: a comma, the fields, the line end. The same for all residents with this quote.</summary>
    public static byte[] FieldsAfterId(PolicyBook book, V1.Quote quote)
    {
        var policy = quote.Policy;
        var reasons = Reason.Of(quote).ToArray();
        var action = Reason.Action(quote.MissingFields.Count > 0 ? ReasonKind.MissingField : ReasonKind.LeftOpen);
        string[] texts =
        [
            action, string.Join(';', reasons), string.Join('；', reasons.Select(r => r.Text)), policy.Region,
            book.Policies.FirstOrDefault(p => p.Region == policy.Region)?.Name.Zh ?? "",
        ];
        string[] values =
        [
            Number(policy.BenefitYear), Number(policy.Revision), SnakeCase.Of((QuoteStatus)quote.Status),
            quote.HasFeeAtLeastFen ? ExactYuan.Of(quote.FeeAtLeastFen) : "", quote.HasFeeAtMostFen ? ExactYuan.Of(quote.FeeAtMostFen) : "",
        ];
        var readings = SpreadsheetText.Field(string.Join(';', quote.Notices));
        return Encoding.UTF8.GetBytes($",{string.Join(',', texts.Select(SpreadsheetText.Field))},{string.Join(',', values)},{readings}\n");
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
