namespace Canbao.LoadTests.Reporting;

/// <summary>A part of the report, whichever form it takes.</summary>
internal abstract record Block
{
    internal sealed record Heading(int Level, string Text) : Block;

    internal sealed record Paragraph(string Text) : Block;

    internal sealed record List(IReadOnlyList<string> Items) : Block;

    internal sealed record Table(IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<string>> Rows) : Block;

    /// <summary>A picture; only HTML shows it.</summary>
    internal sealed record Chart(string Svg) : Block;
}
