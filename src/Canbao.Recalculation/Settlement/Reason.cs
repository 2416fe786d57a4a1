using Canbao.Policies;

namespace Canbao.Recalculation.Settlement;

/// <summary>What has to be done so that something is settled.</summary>
public enum ReasonKind
{
    /// <summary>A field of the resident that decides was not given: the township completes it.</summary>
    MissingField,

    /// <summary>The notice leaves open what decides: the department must say how it is to be read.</summary>
    LeftOpen,

    /// <summary>The notice leaves something open, but the amount is settled without it.</summary>
    LeftOpenBesides,
}

/// <summary>Why something about a resident is not settled: the name of a field, or the code of a subject.</summary>
public readonly record struct Reason(ReasonKind Kind, string Code) : IComparable<Reason>
{
    /// <summary>Whether the quote belongs on the list of residents who have no determined answer.</summary>
    public static bool IsUndetermined(V1.Quote quote) => (QuoteStatus)quote.Status == QuoteStatus.Undetermined;

    /// <summary>All reasons of a quote, what the township can do first.</summary>
    public static IEnumerable<Reason> Of(V1.Quote quote)
    {
        foreach (var field in quote.MissingFields) yield return new(ReasonKind.MissingField, field);
        var kind = IsUndetermined(quote) ? ReasonKind.LeftOpen : ReasonKind.LeftOpenBesides;
        foreach (var subject in quote.Unspecified) yield return new(kind, subject);
    }

    /// <summary>In Chinese, with the code.</summary>
    public string Text => $"{(Kind == ReasonKind.MissingField ? "缺少" : "通知未写明")}{CodeText.Of(Code)}";

    /// <summary>What is to be done about it.</summary>
    public static string Action(ReasonKind kind) => kind switch
    {
        ReasonKind.MissingField => "补齐资料 complete_data",
        ReasonKind.LeftOpen => "请示政策口径 ask_department",
        _ => "不影响数额 amount_is_settled",
    };

    public int CompareTo(Reason other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(Code, other.Code);

    public override string ToString() => $"{SnakeCase.Of(Kind)}:{Code}";
}
