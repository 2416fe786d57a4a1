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

/// <summary>One column of the answers, named as the contract's field. No value is an empty text; 0 is 0.</summary>
internal sealed record QuoteField(string Name, FieldKind Kind, Func<V1.Quote, string> Text);
