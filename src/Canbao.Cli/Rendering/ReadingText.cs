using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>A reading for a terminal, in Chinese and in English: question, choice with its reason, alternatives with what they would change.</summary>
internal static class ReadingText
{
    /// <param name="output">Where to.</param>
    /// <param name="reading">The reading.</param>
    /// <param name="indent">Before every line.</param>
    /// <param name="effect">What a choice would change, to be shown behind it; nothing if there is nothing to show.</param>
    public static void Write(TextWriter output, Reading reading, string indent, Func<ReadingChoice, string?>? effect = null)
    {
        output.WriteLine($"{indent}{reading.Question}");
        output.WriteLine($"{indent}{reading.QuestionEn}");
        Write(output, $"{indent}取 {reading.Choice.Id}：", $"{reading.Choice.Text}（{reading.Reason}）", $"{reading.Choice.TextEn} ({reading.ReasonEn})");
        foreach (var choice in reading.Choices.Where((_, i) => i != reading.Chosen))
        {
            Write(output, $"{indent}或 {choice.Id}：", choice.Text, choice.TextEn);
            if (effect?.Invoke(choice) is { } change) output.WriteLine($"{indent}    → {change}");
        }
    }

    private static void Write(TextWriter output, string label, string zh, string en)
    {
        output.WriteLine($"{label}{zh}");
        output.WriteLine($"{new string(' ', TextWidth.Of(label))}{en}");
    }
}
