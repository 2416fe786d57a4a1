
namespace Canbao.Policies.Model;

/// <summary>An open question of the notice, all its answers, and the one that is chosen; in Chinese and, as "En", in English.</summary>
public sealed record Reading(
    string Id, int Index, string Question, ValueList<ReadingChoice> Choices, int Chosen, string Reason, string Section, Position Position)
{
    public required string QuestionEn { get; init; }

    public required string ReasonEn { get; init; }

    public ReadingChoice Choice => Choices[Chosen];

    /// <summary>Where the section is written: a document that changes the choice alone leaves it in the wider one.</summary>
    public Position SectionPosition { get; init; } = Position;

    /// <summary>
    /// True if the rules are written for the chosen answer and the others are recorded in words only: to decide otherwise, the
    /// rules that rest on the reading must be rewritten.
    /// </summary>
    public bool InWords { get; init; }
}

/// <summary>One answer to an open question.</summary>
public readonly record struct ReadingChoice(string Id, string Text, string TextEn);
