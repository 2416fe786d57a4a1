using System.Globalization;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation.Differences;

/// <summary>An answer that has changed as the fields of a CSV row: what has, both answers, and who pays more or less.</summary>
/// <param name="columns">Those of the answers.</param>
/// <param name="passesColumns">Whether any column is passed through.</param>
internal sealed class DifferenceRow(QuoteRow columns, bool passesColumns)
{
    private const string Stated = "stated", NotStated = "not_stated";

    private static readonly string[] UsualColumns =
    [
        "status", "next_open_date", "individual_standard_fen", "assistance_fen", "assistance_fund", "matched_identity", "fee_fen", "addon_total_fen",
        "payable_fen", "fiscal_subsidy_fen", "fiscal_subsidy_kind", "funding_total_fen", "benefit_start", "benefit_end", "deductible_fen",
        "missing_fields", "unspecified",
    ];

    /// <summary>The columns of the answers: those of these names, or the usual ones for none.</summary>
    public static QuoteRow ColumnsOf(IReadOnlyList<string> names) => QuoteRow.Of(names.Count > 0 ? names : UsualColumns);

    /// <summary>The columns between the id and those that are passed through.</summary>
    public static IReadOnlyList<string> NamesOf(QuoteRow columns) =>
    [
        "change", .. columns.Names.SelectMany(name => new[] { $"before_{name}", $"now_{name}" }),
        "refund_fen", "top_up_fen", "fund_differences", "not_comparable",
    ];

    public byte[] Header(IEnumerable<string> passed) => CsvText.RowBytes([ResidentFields.Id, .. NamesOf(columns), .. passed]);

    /// <summary>What stands behind the resident's id, as far as the columns that are passed through.</summary>
    public byte[] FieldsAfterId(QuoteChange change)
    {
        var row = CsvText.RowBytes(["", .. FieldsOf(change)]);
        if (passesColumns) row[^1] = (byte)',';
        return row;
    }

    private IEnumerable<string> FieldsOf(QuoteChange change)
    {
        yield return List(change.Kinds.Select(SnakeCase.Of));
        foreach (var field in columns.Columns)
        {
            yield return field.Text(change.Before);
            yield return field.Text(change.Now);
        }
        var more = change.HasFees ? change.Now.FeeFen - change.Before.FeeFen : (long?)null;
        yield return more is { } less ? Number(Math.Max(0, -less)) : "";
        yield return more is { } added ? Number(Math.Max(0, added)) : "";
        yield return List(change.Payers.Where(p => p.DifferenceFen != 0).Select(p => $"{p.Payer}={WithSign(p.DifferenceFen)}"));
        yield return List(NotComparable(change));
    }

    /// <summary>Amounts that are not stated both before and now, with why.</summary>
    private static IEnumerable<string> NotComparable(QuoteChange change)
    {
        if (!change.HasFees) yield return $"fee:{SnakeCase.Of(change.BeforeState)}>{SnakeCase.Of(change.NowState)}";
        else if (!change.HasSubsidies) yield return $"{Contribution.FiscalSubsidy}:{State(change.Before)}>{State(change.Now)}";
    }

    private static string State(V1.Quote quote) => quote.HasFiscalSubsidyFen ? Stated : NotStated;

    private static string List(IEnumerable<string> items) => string.Join(ResidentFields.Separator, items);

    private static string WithSign(long value) => value.ToString("+0;-0", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
