namespace Canbao.Notices;

/// <summary>A place where the notice says what a resident pays before assistance.</summary>
/// <param name="Tier">The tier it is for; empty where there is only one.</param>
/// <param name="Year">The year that the figure is labelled with.</param>
/// <param name="Persons">Whom the sentence names, where it is not for everybody: pupils have a price of their own.</param>
/// <param name="AmountFen">What it says.</param>
/// <param name="IsRestated">The sentence refers to a standard that was stated elsewhere: 按一档400元标准.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
internal sealed record StatedStandard(string Tier, int? Year, string Persons, long AmountFen, bool IsRestated, int Start, int End);
