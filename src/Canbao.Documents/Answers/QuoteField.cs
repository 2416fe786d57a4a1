using System.Globalization;
using Canbao.Policies;

namespace Canbao.Documents.Answers;

/// <summary>
/// A field of an answer as worked cases, files, tables and people see it. The kinds below say what it holds; how it is read, compared and
/// shown follows from its kind.
/// </summary>
/// <param name="Name">The contract's; of a field of the catastrophic insurance its own.</param>
/// <param name="Change">What it tells.</param>
/// <param name="Label">In Chinese and English; null for one that people are told together with another.</param>
public abstract record QuoteField(string Name, ChangeKind Change, string? Label)
{
    /// <summary>The key in a worked case: the contract's name, amounts without the unit.</summary>
    public string CaseName { get; init; } = Name.EndsWith("_fen", StringComparison.Ordinal) ? Name[..^"_fen".Length] : Name;

    /// <summary>Its columns in a file or table, which are the contract's fields.</summary>
    public ValueList<string> Columns { get; init; } = [Name];

    /// <summary>The value for people; null where there is none.</summary>
    public abstract string? Words(Quote quote);
}

/// <summary>An amount of money, fen.</summary>
public sealed record AmountField(string Name, ChangeKind Change, string? Label, Func<Quote, long?> Of) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote) is { } fen ? YuanWords(fen) : null;

    public static string YuanWords(long fen) => $"{Yuan.Format(fen)} 元";
}

/// <summary>A day.</summary>
public sealed record QuoteDayField(string Name, ChangeKind Change, string? Label, Func<Quote, DateOnly?> Of) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

/// <summary>A whole number that is no money.</summary>
public sealed record NumberField(string Name, ChangeKind Change, string? Label, Func<Quote, int?> Of) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote)?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Yes or no; absent is neither.</summary>
public sealed record YesNoField(string Name, ChangeKind Change, string? Label, Func<Quote, bool?> Of) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote) switch { null => null, true => "是 yes", false => "否 no" };
}

/// <summary>The status.</summary>
public sealed record StatusField(string Name, ChangeKind Change, string? Label) : QuoteField(Name, Change, Label)
{
    public override string Words(Quote quote) => $"{SnakeCase.Of(quote.Status)} {StatusNames.Zh(quote.Status)}";
}

/// <summary>How the subsidy is stated.</summary>
public sealed record SubsidyKindField(string Name, ChangeKind Change, string? Label) : QuoteField(Name, Change, Label)
{
    public override string Words(Quote quote) => SnakeCase.Of(quote.FiscalSubsidyKind);
}

/// <summary>A code.</summary>
public sealed record CodeField(string Name, ChangeKind Change, string? Label, CodeKind Kind, Func<Quote, string?> Of) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote);
}

/// <summary>A set of codes.</summary>
public sealed record CodeSetField(string Name, ChangeKind Change, string? Label, CodeKind Kind, Func<Quote, ValueList<string>> Of)
    : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => Of(quote).Count == 0 ? null : string.Join("、", Of(quote));
}

/// <summary>Amounts by code, in their order.</summary>
public sealed record AmountsField(string Name, ChangeKind Change, string? Label, CodeKind Kind, Func<Quote, IEnumerable<(string Code, long Fen)>> Of)
    : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) =>
        Of(quote).Any() ? string.Join("、", Of(quote).Select(line => $"{AmountField.YuanWords(line.Fen)} {line.Code}")) : null;
}

/// <summary>The wait for cover, in days, in months, or by a rule.</summary>
public sealed record WaitingField(string Name, ChangeKind Change, string? Label) : QuoteField(Name, Change, Label)
{
    public override string? Words(Quote quote) => quote.Waiting is { } waiting ? Words(waiting) : null;

    public static string Words(Waiting waiting) => waiting switch
    {
        { Unit: WaitingUnit.Days, Length: 0 } => "无 none",
        { Unit: WaitingUnit.Days } w => $"{w.Length} 日 days",
        { Unit: WaitingUnit.Months } w => $"{w.Length} 个月 months",
        _ => "至次月1日 to the first of the next month",
    };
}
