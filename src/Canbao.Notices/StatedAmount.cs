namespace Canbao.Notices;

/// <summary>An amount in a sentence, with what it is and for whom.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Tier">The tier it is for; empty where none is named.</param>
/// <param name="Year">The year that it is labelled with.</param>
/// <param name="Persons">Whom the words before it name; empty where it is for everybody.</param>
/// <param name="AmountFen">What it says, whatever the unit.</param>
/// <param name="IsExact">It is no limit: 不低于700元 is one.</param>
/// <param name="Sentence">Amounts of one sentence have one number.</param>
/// <param name="Start">Where its label begins in the folded text, or the figure, if it has none.</param>
/// <param name="FigureStart">Where its figure begins.</param>
/// <param name="End">Where it ends, with its unit.</param>
internal sealed record StatedAmount(
    AmountRole Role, string Tier, int? Year, Persons Persons, long AmountFen, bool IsExact, int Sentence, int Start, int FigureStart, int End);
