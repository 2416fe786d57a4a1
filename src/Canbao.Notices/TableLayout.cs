using System.Text.RegularExpressions;

namespace Canbao.Notices;

/// <summary>
/// Tables as people type them: with bars (Markdown), with commas or semicolons (CSV), or with blanks. What parts two cells becomes a tab in
/// the same place, so that every character stays where it was and all tables are read alike.
/// </summary>
internal static partial class TableLayout
{
    private const string Bars = "|｜│┃║", Corners = "┼┬┴├┤┌┐└┘╋╂", Commas = ",，", Semicolons = ";；", Quotes = "\"";

    private const int MinFields = 3, MaxName = 40, MaxField = 20, MinFigures = 2;

    /// <summary>The lines with tabs between the cells of what is a table. The head is the line above the first row, if it has as many cells.</summary>
    public static string[] Of(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        var above = -1;
        for (var i = 0; i < all.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(all[i])) continue;
            if (all[i].AsSpan().ContainsAny(Bars + Corners)) all[i] = Barred(all[i]);
            else if (!all[i].Contains('\t') && Separated(all[i]) is { } row)
            {
                if (above >= 0 && !all[above].Contains('\t'))
                    all[above] = Tabbed(all[above], row.Separators, fields => fields.Length == row.Fields && fields.All(IsHead)) ?? all[above];
                all[i] = row.Line;
            }
            if (!string.IsNullOrWhiteSpace(all[i])) above = i;
        }
        return all;
    }

    /// <summary>A line of dashes between bars says nothing.</summary>
    private static string Barred(string line) => string.Create(line.Length, line, (cells, from) =>
    {
        var isRule = Rule().IsMatch(from);
        for (var i = 0; i < cells.Length; i++) cells[i] = isRule ? ' ' : Bars.Contains(from[i]) ? '\t' : from[i];
    });

    /// <summary>The first way of separating that makes the line a row; no separators mean blanks, between which only figures may stand.</summary>
    private static (string Line, string Separators, int Fields)? Separated(string line)
    {
        foreach (var separators in new[] { Commas, Semicolons, "" })
            if (Tabbed(line, separators, fields => IsRow(fields) && (separators.Length > 0 || fields.Skip(1).All(f => Figure().IsMatch(f)))) is { } row)
                return (row, separators, Fields(row).Length);
        return null;
    }

    private static string? Tabbed(string line, string separators, Func<string[], bool> isWanted)
    {
        var tabbed = separators.Length > 0 ? AtMarks(line, separators) : AtBlanks(line);
        return isWanted(Fields(tabbed)) ? tabbed : null;
    }

    /// <summary>Marks inside quotes part nothing; the quotes become blanks.</summary>
    private static string AtMarks(string line, string separators) => string.Create(line.Length, (line, separators), (cells, from) =>
    {
        var quoted = false;
        for (var i = 0; i < cells.Length; i++)
        {
            var c = from.line[i];
            if (Quotes.Contains(c)) quoted = !quoted;
            cells[i] = Quotes.Contains(c) ? ' ' : !quoted && from.separators.Contains(c) ? '\t' : c;
        }
    });

    /// <summary>A unit that stands apart belongs to the figure before it, and all that stands before the figures is the name.</summary>
    private static string AtBlanks(string line)
    {
        var cells = line.ToCharArray();
        var words = Word().Matches(line).ToArray();
        var firstFigure = Array.FindLastIndex(words, word => !Figure().IsMatch(word.Value) && !Unit().IsMatch(word.Value)) + 1;
        for (var i = 1; i < words.Length; i++)
            if ((firstFigure >= words.Length || i >= firstFigure) && !Unit().IsMatch(words[i].Value)) cells[words[i].Index - 1] = '\t';
        return new(cells);
    }

    private static string[] Fields(string tabbed) => [.. tabbed.Split('\t').Select(field => field.Trim())];

    private static bool IsRow(string[] fields) =>
        fields.Length >= MinFields && fields[0].Length is > 0 and <= MaxName && !Ends().IsMatch(fields[0]) && fields.Any(f => Chinese().IsMatch(f))
        && fields.Skip(1).All(f => f.Length <= MaxField && !Ends().IsMatch(f)) && fields.Skip(1).Count(f => Figure().IsMatch(f)) >= MinFigures;

    private static bool IsHead(string field) => field.Length <= MaxName && !Figure().IsMatch(field) && !Ends().IsMatch(field);

    [GeneratedRegex(@"^[\s|｜│┃║\-:=+─━┼┬┴├┤┌┐└┘╋╂]*$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:[\d,]{1,11}(?:\.\d{1,6})?\s*万?\s*(?:元|%|％)?(?:/人)?(?:[·•/]?年)?|[-—–/]{1,2}|无)$")]
    private static partial Regex Figure();

    [GeneratedRegex("^万?元(?:/人)?(?:[·•/]?年)?$|^[%％]$")]
    private static partial Regex Unit();

    [GeneratedRegex("[。；：:]")]
    private static partial Regex Ends();

    [GeneratedRegex("[一-龥]")]
    private static partial Regex Chinese();
}
