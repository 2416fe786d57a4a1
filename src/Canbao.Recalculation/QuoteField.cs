using Canbao.Recalculation.Differences;

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

/// <summary>One column of the answers. No value is an empty text; 0 is 0.</summary>
/// <param name="Name">The contract's; of a field of the catastrophic insurance its own.</param>
/// <param name="Kind">What the text means.</param>
/// <param name="Change">What has changed where two answers differ in it; null for the policy, in which answers are not compared.</param>
/// <param name="Text">The value as text.</param>
internal sealed record QuoteField(string Name, FieldKind Kind, ChangeKind? Change, Func<V1.Quote, string> Text);
