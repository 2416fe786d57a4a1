using System.Text.RegularExpressions;
using Canbao.Cli.Rendering;
using Canbao.Documents.Answers;
using Canbao.Engine;
using Canbao.Generation;
using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;
using Canbao.Recalculation.Settlement;

namespace Canbao.Tests.Cli;

/// <summary>The calendar as a picture: where months begin, what a bar covers, what tells statuses apart.</summary>
public partial class CalendarPictureTests
{
    /// <summary>Checked by eye: 14 September lies in the second of September's four characters, every quarter begins under its mark.</summary>
    [Fact]
    public void Picture_OfAnOrdinaryResident() => Assert.Equal(
        """
              2024            2025
              |9  |10 |11 |12 |1  |2  |3  |4  |5  |6  |7  |8  |9  |10 |11 |12
               ███████████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░░░············
           1   ███████████████
           2                  ▓▓▓▓
           3                      ▓▓▓▓
           4                          ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
           5                                          ░░░░░░░░░░░░
           6                                                      ············

          █ 集中缴费期内，可缴费 open
          ▓ 集中缴费期后，可按个人标准缴费 open_late
          ░ 可缴费，须全额（含财政补助部分） open_full_cost
          · 当日不能缴费 closed
          一格至多8日 a character is up to 8 days

        """, Picture(Calendar(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" })));

    [Fact]
    public void Months_BeginUnderTheirMarks()
    {
        var calendar = Calendar(TestPolicies.Fengdu2025, new Profile { Tier = "tier1" });
        var lines = Picture(calendar).Split('\n');
        // Bars that begin on the first of a month: January, February, March, July, October.
        foreach (var (bar, month, nth) in new[] { (4, "|1 ", 0), (5, "|2 ", 0), (6, "|3 ", 0), (7, "|7 ", 0), (8, "|10", 1) })
            Assert.Equal(Nth(lines[1], month, nth), lines[bar].TakeWhile(c => c is ' ' or (>= '0' and <= '9')).Count());
    }

    /// <summary>A part of a month that a run of days has some days in is in its bar, however short the run is.</summary>
    [Fact]
    public void ShortRuns_AreSeen()
    {
        var calendar = Calendar(TestPolicies.Named("140405/2025@1"), new Profile { Tier = "standard" });
        Assert.Contains(calendar.Segments, s => s.To.DayNumber - s.From.DayNumber < 6);
        var bars = Picture(calendar).Split('\n')[3..(3 + calendar.Segments.Count)];
        for (var i = 0; i < bars.Length; i++)
        {
            Assert.Matches($@"^ *{i + 1} +\S+$", bars[i]);
            Assert.Equal(calendar.Segments[i].First.Status == QuoteStatus.Closed ? '·' : '█', bars[i][^1]);
        }
    }

    public static TheoryData<string> Policies => [.. TestPolicies.Book.Policies.Select(p => p.ToString())];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Pictures_FitATerminal(string name)
    {
        var policy = TestPolicies.Named(name);
        foreach (var circumstance in Enum.GetValues<Circumstance>())
        {
            var picture = Picture(Calendar(policy, new Profile { Tier = policy.Standards[0].Tier, Circumstance = circumstance }));
            Assert.All(picture.Split('\n'), line => Assert.True(TextWidth.Of(line) <= 80, line));
        }
    }

    [Fact]
    public void Statuses_HaveCharactersOfTheirOwn()
    {
        var marks = new HashSet<char>();
        var generator = new ResidentGenerator(TestPolicies.Book.Policies, seed: 2);
        var quotes = new Dictionary<QuoteStatus, Quote>();
        for (var i = 0; quotes.Count < Enum.GetValues<QuoteStatus>().Length; i++)
        {
            var resident = generator.Resident(i);
            Assert.Empty(DateReader.Read(resident.Dates, out var situation));
            var quote = Interpreter.Quote(resident.Policy, resident.Profile, situation);
            quotes.TryAdd(quote.Status, quote);
        }
        foreach (var (status, quote) in quotes)
        {
            var segment = new CalendarSegment(TestPolicies.Fengdu2025, new(2025, 1, 1), new(2025, 2, 28), quote, quote);
            var legend = Picture(new Calendar(TestPolicies.Fengdu2025.Alone, [segment])).Split('\n')[^3];
            Assert.True(marks.Add(legend.Trim()[0]), legend);
            Assert.Contains(StatusNames.Zh(status), legend, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Colours_ComeOnTop()
    {
        var calendar = Calendar(TestPolicies.Named("140405/2025@1"), new Profile { Tier = "standard" });
        var coloured = Picture(calendar, colours: true);
        Assert.Contains("\u001b[32m█", coloured, StringComparison.Ordinal);
        Assert.Equal(Picture(calendar), Escapes().Replace(coloured, ""));
        // Whatever is begun is ended in its line.
        Assert.All(coloured.Split('\n'), line => Assert.Equal(Escapes().Count(line), 2 * Regex.Count(line, @"\u001b\[0m")));
    }

    [Fact]
    public void Program_WritesNoColoursIntoAPipe() =>
        Assert.DoesNotContain('\u001b', ProgramRun.Of("calendar --region 500230 --year 2025 --tier tier1").Output);

    private static int Nth(string line, string text, int nth)
    {
        var at = line.IndexOf(text, StringComparison.Ordinal);
        for (; nth > 0; nth--) at = line.IndexOf(text, at + 1, StringComparison.Ordinal);
        return at;
    }

    private static Calendar Calendar(Policy policy, Profile profile) => Canbao.Policies.Interpretation.Calendar.Of(policy, profile, default);

    private static string Picture(Calendar calendar, bool colours = false)
    {
        var output = new StringWriter();
        new CalendarPicture(calendar, colours).Write(output);
        return output.ToString();
    }

    [GeneratedRegex(@"\u001b\[\d+m")]
    private static partial Regex Escapes();
}
