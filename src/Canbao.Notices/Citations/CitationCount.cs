namespace Canbao.Notices.Citations;

/// <summary>How many quotations and how many different sections were looked up in the notice.</summary>
public readonly record struct CitationCount(int Quotations, int Sections);
