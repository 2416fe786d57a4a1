namespace Canbao.Notices;

/// <summary>From a day to a day, as a notice writes it. A year that is left out is the other day's, or the next where the days ask for it.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="YearsWritten">The notice names both years, so that nothing about them was guessed.</param>
/// <param name="Start">Where it begins in the folded text.</param>
/// <param name="End">Where it ends.</param>
internal sealed record NoticeRange(NoticeDate From, NoticeDate To, bool YearsWritten, int Start, int End)
{
    public bool IsPossible => From.Exists && To.Exists;

    public bool SameAs(NoticeRange other) => From.SameAs(other.From) && To.SameAs(other.To);

    /// <summary>As the notice means it, with the years that were left out.</summary>
    public string Shown(string to) => $"{From}{to}{To}";
}
