using System.Globalization;
using System.Text;

namespace Canbao.Recalculation.Settlement;

/// <summary>
/// Lying bars as SVG, the longest first: name and figure stand in words above each, so nothing is told by colour or length alone.
/// </summary>
/// <param name="Bars">Names and figures; the figure's text is shown.</param>
internal sealed record BarChart(string Title, string TitleEn, IReadOnlyList<(string Name, long Value, string Text)> Bars)
{
    private const int Width = 440, MostBars = 12, Row = 40, Top = 30, BarHeight = 12;

    // Blue of Okabe and Ito's palette: dark on paper, and told from grey by everybody.
    private const string Colour = "#0072b2", Ground = "#e8ecf1";

    public string Svg()
    {
        var bars = Bars.OrderByDescending(bar => bar.Value).Take(MostBars).ToArray();
        var most = Math.Max(1, bars.Select(bar => bar.Value).DefaultIfEmpty().Max());
        var height = Top + (Row * Math.Max(1, bars.Length));
        var svg = new StringBuilder($"<figure><svg viewBox=\"0 0 {Width} {height}\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">");
        svg.Append($"<title>{Text(Title)} {Text(TitleEn)}</title>");
        svg.Append($"<text x=\"0\" y=\"14\" class=\"head\">{Text(Title)} <tspan class=\"en\">{Text(TitleEn)}</tspan></text>\n");
        if (bars.Length == 0) svg.Append($"<text x=\"0\" y=\"{Top + 14}\">无 none</text>");
        for (var i = 0; i < bars.Length; i++) Append(svg, bars[i], Top + (i * Row), most);
        if (Bars.Count > bars.Length) svg.Append($"<desc>{Bars.Count - bars.Length} more</desc>");
        return svg.Append("</svg></figure>\n").ToString();
    }

    private static void Append(StringBuilder svg, (string Name, long Value, string Text) bar, int y, long most)
    {
        svg.Append($"<text x=\"0\" y=\"{y + 14}\">{Text(bar.Name)}</text><text x=\"{Width}\" y=\"{y + 14}\" text-anchor=\"end\">{Text(bar.Text)}</text>");
        svg.Append($"<rect x=\"0\" y=\"{y + 20}\" width=\"{Width}\" height=\"{BarHeight}\" fill=\"{Ground}\"/>");
        // What is not nothing can be seen.
        var length = bar.Value <= 0 ? 0 : Math.Max(1.5, (double)bar.Value / most * Width);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"0\" y=\"{y + 20}\" width=\"{length:0.#}\" height=\"{BarHeight}\" fill=\"{Colour}\"/>\n");
    }

    private static string Text(string text) => HtmlText.Of(text);
}
