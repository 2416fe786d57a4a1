using Canbao.Documents.Answers;
using Canbao.Documents.Residents;
using Canbao.Recalculation.Csv;

namespace Canbao.Recalculation;

/// <summary>A quote as the fields of a CSV row, named as the contract's. Nothing is an empty field; 0 is 0.</summary>
/// <param name="columns">Those that the output has, in its order.</param>
internal sealed class QuoteRow(IReadOnlyList<QuoteColumn> columns)
{
    /// <summary>All columns, in the order in which a file has them if nothing else is asked for: the policy, then its answer.</summary>
    public static IReadOnlyList<QuoteColumn> AllColumns { get; } =
    [
        new("region", FieldKind.Text, null, q => q.Policy.Region),
        new("benefit_year", FieldKind.Number, null, q => q.Policy.BenefitYear),
        new("policy_revision", FieldKind.Number, null, q => q.Policy.Revision),
        .. QuoteFields.All.SelectMany(field => field.Columns.Select(name => QuoteColumn.Of(field, name))),
    ];

    public IReadOnlyList<QuoteColumn> Columns => columns;

    public IEnumerable<string> Names => columns.Select(c => c.Name);

    /// <summary>The columns of these names, in this order; all for none. Throws for a name that is not known or stands there twice.</summary>
    public static QuoteRow Of(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return new(AllColumns);
        if (names.FirstOrDefault(name => AllColumns.All(c => c.Name != name)) is { } unknown)
            throw new InvalidDataException($"'{unknown}' is no column of the answers; they are {string.Join(", ", AllColumns.Select(c => c.Name))}");
        if (names.Distinct().Count() < names.Count) throw new InvalidDataException("a column of the answers is named twice");
        return new([.. names.Select(name => AllColumns.First(c => c.Name == name))]);
    }

    /// <summary>The header, with the resident's id first and the columns last that are passed through.</summary>
    public byte[] Header(IEnumerable<string> passed) => CsvText.RowBytes([ResidentFields.Id, .. Names, .. passed]);

    /// <summary>What stands behind the resident's id: a comma and the fields, without a line end.</summary>
    public byte[] FieldsAfterId(V1.Quote quote) => CsvText.RowBytes(["", .. columns.Select(c => c.Text(quote))])[..^1];
}
