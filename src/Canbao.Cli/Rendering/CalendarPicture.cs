using System.Globalization;
using System.Text;
using Canbao.Documents.Answers;
using Canbao.Policies;
using Canbao.Recalculation.Settlement;
using Calendar = Canbao.Policies.Interpretation.Calendar;
using CalendarSegment = Canbao.Policies.Interpretation.CalendarSegment;

namespace Canbao.Cli.Rendering;

/// <summary>
/// A calendar as a picture: months over the collection year, a bar for the whole of it and one for each run of days. Every month has
/// the same number of characters, so a month's first day stands under its mark; a character stands for the days of its part of
/// the month. Statuses are told apart by the characters alone; colours come on top.
/// </summary>
internal sealed class CalendarPicture
{
    private const int Width = 80, Margin = 6, MostPerMonth = 5;

    private const string Reset = "\u001b[0m";

    private static readonly Dictionary<QuoteStatus, (char Mark, int Colour)> Marks = new()
    {
        [QuoteStatus.Open] = ('█', 32),
        [QuoteStatus.OpenLate] = ('▓', 33),
        [QuoteStatus.OpenSpecial] = ('▒', 36),
        [QuoteStatus.OpenFullCost] = ('░', 35),
        [QuoteStatus.Closed] = ('·', 90),
        [QuoteStatus.NoPaymentRequired] = ('=', 34),
        [QuoteStatus.AutoEnrolled] = ('~', 34),
        [QuoteStatus.AlreadyPaid] = ('+', 34),
        [QuoteStatus.NotEligible] = ('x', 31),
        [QuoteStatus.Undetermined] = ('!', 31),
    };

    private readonly Calendar _calendar;
    private readonly bool _colours;
    private readonly DateOnly _firstMonth;
    private readonly int _months, _perMonth;

    public CalendarPicture(Calendar calendar, bool colours)
    {
        (_calendar, _colours) = (calendar, colours);
        var (from, to) = (calendar.Segments[0].From, calendar.Segments[^1].To);
        _firstMonth = new DateOnly(from.Year, from.Month, 1);
        _months = MonthOf(to) + 1;
        _perMonth = Math.Clamp((Width - Margin) / _months, 1, MostPerMonth);
    }

    /// <summary>Colours only for a terminal, and not for somebody who wants none (no-color.org).</summary>
    public static bool ColoursAreWanted => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public void Write(TextWriter output)
    {
        output.WriteLine(Header(month => month.Month == 1 || month == _firstMonth ? Text(month.Year) : ""));
        // A mark stands on the first day of its month; where months are narrow, on that of every third.
        output.WriteLine(Header(month => _perMonth >= 3 || month.Month % 3 == 1 ? $"|{Text(month.Month)}" : ""));
        Line(output, "", WholeYear());
        for (var i = 0; i < _calendar.Segments.Count; i++) Line(output, Text(i + 1), Bar(_calendar.Segments[i]));
        output.WriteLine();
        foreach (var status in Enum.GetValues<QuoteStatus>().Where(s => _calendar.Segments.Any(segment => segment.First.Status == s)))
            output.WriteLine($"  {Coloured(Marks[status].Mark, status)} {StatusNames.Zh(status)} {SnakeCase.Of(status)}");
        var days = 31 / _perMonth + (31 % _perMonth == 0 ? 0 : 1);
        output.WriteLine($"  一格至多{days}日 a character is up to {days} days");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private int MonthOf(DateOnly day) => (day.Year - _firstMonth.Year) * 12 + day.Month - _firstMonth.Month;

    private int ColumnOf(DateOnly day) =>
        MonthOf(day) * _perMonth + (day.Day - 1) * _perMonth / DateTime.DaysInMonth(day.Year, day.Month);

    private string Header(Func<DateOnly, string> label)
    {
        var line = new StringBuilder(new string(' ', Margin));
        for (var month = 0; month < _months; month++)
        {
            var (text, column) = (label(_firstMonth.AddMonths(month)), Margin + month * _perMonth);
            // A label that is longer than its month is cut off where the next one begins.
            if (text.Length == 0) continue;
            line.Length = Math.Min(line.Length, column);
            line.Append(' ', column - line.Length).Append(text);
        }
        return line.ToString();
    }

    /// <summary>The status of most of a character's days.</summary>
    private QuoteStatus?[] WholeYear()
    {
        var days = new Dictionary<QuoteStatus, int>[_months * _perMonth];
        foreach (var segment in _calendar.Segments)
            for (var day = segment.From; day <= segment.To; day = day.AddDays(1))
            {
                var count = days[ColumnOf(day)] ??= [];
                count[segment.First.Status] = count.GetValueOrDefault(segment.First.Status) + 1;
            }
        return [.. days.Select(count => count?.MaxBy(c => c.Value).Key)];
    }

    /// <summary>Every character that one of the segment's days falls into: no run is too short to be seen.</summary>
    private QuoteStatus?[] Bar(CalendarSegment segment)
    {
        var bar = new QuoteStatus?[_months * _perMonth];
        for (var column = ColumnOf(segment.From); column <= ColumnOf(segment.To); column++) bar[column] = segment.First.Status;
        return bar;
    }

    private void Line(TextWriter output, string label, QuoteStatus?[] bar)
    {
        var line = new StringBuilder(label.PadLeft(Margin - 2)).Append(' ', 2);
        var last = Array.FindLastIndex(bar, status => status is not null);
        for (var i = 0; i <= last; i++)
        {
            if (bar[i] is not { } status) line.Append(' ');
            else line.Append(Coloured(Marks[status].Mark, status, first: i == 0 || bar[i - 1] != status, final: i == last || bar[i + 1] != status));
        }
        output.WriteLine(line.ToString());
    }

    private string Coloured(char mark, QuoteStatus status, bool first = true, bool final = true) =>
        _colours ? $"{(first ? $"\u001b[{Text(Marks[status].Colour)}m" : "")}{mark}{(final ? Reset : "")}" : $"{mark}";
}
