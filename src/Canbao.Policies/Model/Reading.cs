using Canbao.Policies.Documents;

namespace Canbao.Policies.Model;

/// <summary>An open question of the notice, all its answers, and the one that is chosen.</summary>
public sealed record Reading(
    string Id, int Index, string Question, ValueList<ReadingChoice> Choices, int Chosen, string Reason, string Section, Position Position)
{
    public ReadingChoice Choice => Choices[Chosen];
}

/// <summary>One answer to an open question.</summary>
public readonly record struct ReadingChoice(string Id, string Text);
