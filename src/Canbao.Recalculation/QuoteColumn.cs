using System.Globalization;
using Canbao.Documents.Answers;
using Canbao.Documents.Residents;
using Canbao.Policies;
using Canbao.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Canbao.Recalculation;

/// <summary>What the text of a field means.</summary>
internal enum FieldKind
{
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A day as yyyymmdd.</summary>
    Day,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>One column of the answers, which is a field of the contract. No value is an empty text; 0 is 0.</summary>
/// <param name="Name">The contract's.</param>
/// <param name="Kind">What the text means.</param>
/// <param name="Change">What has changed where two answers differ in it; null for the policy, in which answers are not compared.</param>
/// <param name="Value">As the contract has it; null where it is absent.</param>
internal sealed record QuoteColumn(string Name, FieldKind Kind, ChangeKind? Change, Func<V1.Quote, object?> Value)
{
    public static QuoteColumn Of(QuoteField field, string name)
    {
        var ofQuote = V1.Quote.Descriptor.FindFieldByName(name);
        var described = ofQuote ?? V1.CatastrophicCover.Descriptor.FindFieldByName(name);
        Func<V1.Quote, object?> value = ofQuote is null ? q => ValueOf(described, q.Catastrophic) : q => ValueOf(described, q);
        return new(name, field is QuoteDayField ? FieldKind.Day : KindOf(described), field.Change, value);
    }

    public string Text(V1.Quote quote) => Value(quote) switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        uint number => number.ToString(CultureInfo.InvariantCulture),
        V1.QuoteStatus status => SnakeCase.Of(status),
        FiscalSubsidyKind kind => kind == FiscalSubsidyKind.Unspecified ? "" : SnakeCase.Of(kind),
        WaitingRule rule => SnakeCase.Of(rule),
        IEnumerable<string> codes => List(codes),
        IEnumerable<V1.AddonPrice> addons => List(addons.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Code}={a.PriceFen}"))),
        IEnumerable<V1.Contribution> lines => List(lines.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Payer}={c.AmountFen}"))),
        var other => throw new InvalidOperationException($"{Name} has a value of {other.GetType()}, which has no text"),
    };

    private static object? ValueOf(FieldDescriptor field, IMessage? message) =>
        message is null || (field.HasPresence && !field.Accessor.HasValue(message)) ? null : field.Accessor.GetValue(message);

    private static FieldKind KindOf(FieldDescriptor field) => field switch
    {
        { IsRepeated: true } => FieldKind.Text,
        { FieldType: FieldType.Bool } => FieldKind.Flag,
        { FieldType: FieldType.Int64 or FieldType.UInt32 } => FieldKind.Number,
        _ => FieldKind.Text,
    };

    private static string List(IEnumerable<string> items) => string.Join(ResidentFields.Separator, items);
}
