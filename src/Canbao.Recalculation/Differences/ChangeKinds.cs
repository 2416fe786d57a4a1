using Canbao.Documents.Answers;

namespace Canbao.Recalculation.Differences;

/// <summary>Tells what of a quote is different by the contract's fields.</summary>
internal static class ChangeKinds
{
    private static readonly Dictionary<string, ChangeKind> OfField = QuoteRow.AllColumns.Where(field => field.Change is not null)
        .ToDictionary(field => field.Name, field => field.Change!.Value);

    /// <summary>What a field of the contract belongs to; one of a part is named with the part before it, or the part as a whole.</summary>
    public static ChangeKind Of(string field) => field == "catastrophic" ? ChangeKind.Catastrophic : OfField[field.Split('.')[^1]];

    /// <summary>In their order; none for quotes that differ in nothing but their policy.</summary>
    public static IReadOnlyList<ChangeKind> Between(V1.Quote before, V1.Quote now) =>
        [.. QuoteDifferences.Between(before, now).Select(difference => Of(difference.Field)).Distinct().Order()];
}
