using Canbao.Policies.Model;

namespace Canbao.Cli.Rendering;

/// <summary>A reading by itself: question, choice with its reason, alternatives.</summary>
internal static class ReadingText
{
    public static void Write(TextWriter output, Reading reading, string indent)
    {
        output.WriteLine($"{indent}{reading.Question}");
        output.WriteLine($"{indent}取 {reading.Choice.Id}：{reading.Choice.Text}（{reading.Reason}）");
        foreach (var choice in reading.Choices.Where((_, i) => i != reading.Chosen)) output.WriteLine($"{indent}或 {choice.Id}：{choice.Text}");
    }
}
