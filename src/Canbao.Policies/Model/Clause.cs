namespace Canbao.Policies.Model;

/// <summary>
/// A place in a notice: section as the notice numbers it, and a short verbatim quotation, which stands at the position in the document.
/// </summary>
public sealed record Clause(string Section, string Quotation, Position Position)
{
    /// <summary>Letters and digits that a quotation has at least, and characters that it has at most.</summary>
    public const int MinLength = 4, MaxLength = 400;
}
