using System.Globalization;
using System.Net;
using System.Text;

namespace Canbao.LoadTests.Reporting;

/// <summary>Draws lines as SVG. Both axes begin at 0 and end at a round number.</summary>
/// <param name="XTicks">Places and texts of the marks below; null for round numbers.</param>
internal sealed record LineChart(string Title, string XUnit, string YUnit, IReadOnlyList<Series> Lines, IReadOnlyList<(double X, string Text)>? XTicks = null)
{
    private const int Width = 520, Height = 300, Left = 64, Right = 36, Top = 56, Bottom = 44, Ticks = 5;

    // Told apart by people who do not tell red from green (Okabe and Ito 2008).
    private static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

    public string Svg()
    {
        var points = Lines.SelectMany(line => line.Points).ToList();
        var xMost = XTicks is { Count: > 0 } ? XTicks.Max(tick => tick.X) : RoundedUp(points.Select(point => point.X));
        var yMost = RoundedUp(points.Select(point => point.Y ?? 0));
        var svg = new StringBuilder($"""<svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" """);
        svg.Append("""xmlns="http://www.w3.org/2000/svg">""");
        svg.Append($"""<title>{Text(Title)}</title><text x="{Left}" y="18" font-weight="600">{Text(Title)} ({Text(YUnit)})</text>""");
        AppendAxes(svg, xMost, yMost);
        for (var i = 0; i < Lines.Count; i++) AppendLine(svg, i, xMost, yMost);
        return svg.Append("</svg>").ToString();
    }

    private void AppendAxes(StringBuilder svg, double xMost, double yMost)
    {
        for (var i = 0; i <= Ticks; i++)
        {
            var value = yMost * i / Ticks;
            var y = Number(Y(value, yMost));
            svg.Append($"""<path d="M{Left} {y}H{Width - Right}" stroke="#d5dbe3"/>""");
            svg.Append($"""<text x="{Left - 8}" y="{y}" dy="4" text-anchor="end">{Format.Figure(value)}</text>""");
        }
        var ticks = XTicks ?? [.. Enumerable.Range(0, Ticks + 1).Select(i => (xMost * i / Ticks, Format.Figure(xMost * i / Ticks)))];
        foreach (var (x, text) in ticks)
            svg.Append($"""<text x="{Number(X(x, xMost))}" y="{Height - Bottom + 18}" text-anchor="middle">{Text(text)}</text>""");
        svg.Append($"""<text x="{Width - Right}" y="{Height - 6}" text-anchor="end">{Text(XUnit)}</text>""");
    }

    private void AppendLine(StringBuilder svg, int number, double xMost, double yMost)
    {
        var colour = Colours[number % Colours.Length];
        var legend = Left + (number * (Width - Left - Right) / Math.Max(3, Lines.Count));
        svg.Append($"""<path d="M{legend} 34h16" stroke="{colour}" stroke-width="2"/><text x="{legend + 20}" y="38">{Text(Lines[number].Name)}</text>""");
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (x, y) in Lines[number].Points)
        {
            // A point of its own is drawn as a line of no length, which the round caps make a dot.
            if (y is { } value) path.Append(isDrawing ? "L" : "M").Append(Place(x, value)).Append(isDrawing ? "" : $"L{Place(x, value)}");
            isDrawing = y is not null;
        }
        svg.Append($"""<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>""");

        string Place(double x, double y) => $"{Number(X(x, xMost))} {Number(Y(y, yMost))}";
    }

    private static double X(double value, double most) => Left + (value / most * (Width - Left - Right));

    private static double Y(double value, double most) => Height - Bottom - (value / most * (Height - Top - Bottom));

    /// <summary>The next number of few digits; 1 if there is nothing.</summary>
    private static double RoundedUp(IEnumerable<double> values)
    {
        var most = values.DefaultIfEmpty(0).Max();
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new[] { 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 }.Select(step => step * power).First(end => end >= most * 0.999999);
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
