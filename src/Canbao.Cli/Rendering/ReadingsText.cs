using Canbao.Cli.Commands;
using Canbao.Cli.Readings;
using Canbao.Policies;
using Canbao.Policies.Model;
using Canbao.Recalculation.Settlement;

namespace Canbao.Cli.Rendering;

/// <summary>The open questions of a policy for a terminal: who chose what, what rests on it, and whom it touches.</summary>
internal static class ReadingsText
{
    private const int Width = 110;

    public static void Write(TextWriter output, Policy policy, ValueList<SurveyedReading> readings)
    {
        output.WriteLine($"{policy}  {policy.Name.Zh} {policy.Name.En}  存疑 open questions: {readings.Count}");
        foreach (var surveyed in readings) Write(output, policy, surveyed);
        output.WriteLine();
    }

    private static void Write(TextWriter output, Policy policy, SurveyedReading surveyed)
    {
        var reading = surveyed.Reading;
        output.WriteLine();
        output.WriteLine($"  {reading.Id}（{reading.Section}）");
        ReadingText.Write(output, reading, "    ");
        output.WriteLine(reading.InWords
            ? "    as_written: 规则就是按这一理解写的，改用其他理解须改写规则 / to choose otherwise its rules must be rewritten"
            : "    choose: 改这一行即可 / one line to change");
        Wrapped(output, "规则 rules", string.Join(", ", surveyed.Cells));
        output.WriteLine($"    涉及 touches  {Touched(surveyed)}");
        if (surveyed.Example is { } example) Write(output, policy, reading, example);
    }

    private static string Touched(SurveyedReading surveyed) => surveyed switch
    {
        { AtEdges: null } => $"{Share(surveyed.Ordinary)} 名抽取的居民 residents drawn",
        { AtEdges: { Touched: > 0 } edges } => $"{Share(surveyed.Ordinary)} 名抽取的居民 residents drawn; {Share(edges)} 名规则边界上的居民 at the edges",
        { AtEdges: { } edges } => $"没有找到 none found: {Share(surveyed.Ordinary)}, {Share(edges)}",
    };

    private static string Share(Draw draw) => $"{FigureText.Number(draw.Touched)} / {FigureText.Number(draw.Residents)}";

    private static void Write(TextWriter output, Policy policy, Reading reading, ReadingExample example)
    {
        output.WriteLine($"    例 example    {ProfileText.Of(policy, example.Profile)}");
        output.WriteLine($"      {QuoteCommandLine.Of(policy, example.Profile, example.Situation)}");
        output.WriteLine($"      {reading.Choice.Id}: {ChangedFields.FeeOf(example.Quote)}");
        foreach (var alternative in example.Alternatives)
            output.WriteLine($"      {alternative.Choice.Id}: {Effect(reading, example.Quote, alternative.Quote)}");
    }

    private static string Effect(Reading reading, Quote quote, Quote? other)
    {
        if (other is not null) return ChangedFields.TextAfterFee(quote, other);
        return reading.InWords ? "只用文字记录 recorded in words only" : "相同 the same";
    }

    private static void Wrapped(TextWriter output, string label, string text)
    {
        var first = true;
        foreach (var line in TextWidth.Wrap(text, Width))
        {
            output.WriteLine($"    {TextWidth.Pad(first ? label : "", 13)} {line}");
            first = false;
        }
    }
}
