using Canbao.Documents.Answers;
using Canbao.Policies;

namespace Canbao.Cli.Rendering;

/// <summary>Which fields of two answers differ, for people, in Chinese and in English.</summary>
internal static class ChangedFields
{
    private const string Nothing = "无 none";

    private static readonly QuoteField Fee = QuoteFields.All.First(field => field.Name == QuoteFields.Fee);

    /// <summary>Sums follow from what else is told, and remarks are sentences.</summary>
    private static readonly QuoteField[] Told =
        [.. QuoteFields.All.Where(field => field.Label is not null && field.Change is not (ChangeKind.Funding or ChangeKind.Notices))];

    /// <summary>The other quote's values where they differ; a word for it where only a remark or a sum does.</summary>
    public static string Text(Quote quote, Quote other)
    {
        var changes = Changes(Told, quote, other).ToArray();
        return changes.Length == 0 ? "其他项目不同 something else" : string.Join("；", changes);
    }

    /// <summary>As <see cref="Text"/>, but the fee is named first, also where it is the same.</summary>
    public static string TextAfterFee(Quote quote, Quote other) => string.Join("；", (string[])
    [
        FeeOf(other) + (other.FeeFen == quote.FeeFen ? "（相同 the same）" : ""), .. Changes(Told.Where(field => field != Fee), quote, other),
    ]);

    public static string FeeOf(Quote quote) => Text(Fee, quote);

    private static IEnumerable<string> Changes(IEnumerable<QuoteField> fields, Quote quote, Quote other) =>
        fields.Where(field => field.Words(quote) != field.Words(other)).Select(field => Text(field, other));

    private static string Text(QuoteField field, Quote quote) => $"{field.Label} {field.Words(quote) ?? Nothing}";
}
