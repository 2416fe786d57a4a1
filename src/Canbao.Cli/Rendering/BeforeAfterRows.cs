using Canbao.Recalculation.Differences;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>Lines of sums before and after, of which the columns stand under each other. Amounts are given in fen and shown in yuan.</summary>
internal static class BeforeAfterRows
{
    private const int LabelWidth = 60, NumberWidth = 17;

    public static void Count(TextWriter output, string label, long count) =>
        output.WriteLine($"  {TextWidth.Pad(label, LabelWidth)}{FigureText.Number(count),NumberWidth}");

    public static void Row(TextWriter output, string label, Money money) =>
        Row(output, label, FigureText.Money(money.BeforeFen), FigureText.Money(money.AfterFen),
            $"{(money.DifferenceFen > 0 ? "+" : "")}{FigureText.Money(money.DifferenceFen)}");

    public static void Row(TextWriter output, string label, string before, string after, string difference) =>
        output.WriteLine($"  {TextWidth.Pad(label, LabelWidth)}{TextWidth.PadLeft(before, NumberWidth)}{TextWidth.PadLeft(after, NumberWidth)}"
            + TextWidth.PadLeft(difference, NumberWidth));
}
