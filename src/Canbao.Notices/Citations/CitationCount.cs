namespace Canbao.Notices.Citations;

/// <summary>What was looked up in a notice.</summary>
/// <param name="Quotations">Quotations that stand there, in the section that is cited.</param>
/// <param name="Sections">Different sections that the notice has.</param>
/// <param name="Missing">Quotations that were not found, or for which there is no notice to look into.</param>
public readonly record struct CitationCount(int Quotations, int Sections, int Missing = 0)
{
    public static CitationCount operator +(CitationCount a, CitationCount b) =>
        new(a.Quotations + b.Quotations, a.Sections + b.Sections, a.Missing + b.Missing);
}
