using Canbao.Policies;
using Canbao.Policies.Interpretation;
using Canbao.Policies.Model;

namespace Canbao.Cli.Readings;

/// <summary>How many residents were drawn, and the answers of how many depend on a reading.</summary>
public readonly record struct Draw(int Residents, int Touched);

/// <summary>A resident whose answer depends on a reading, with the answers under the reading's other choices (null: the same).</summary>
public sealed record ReadingExample(Profile Profile, Situation Situation, Quote Quote, ValueList<AlternativeAnswer> Alternatives);

/// <summary>An open question of a policy: the values that rest on it, and whom it touches.</summary>
/// <param name="Reading">The question.</param>
/// <param name="Cells">Paths of the values that rest on it.</param>
/// <param name="Ordinary">Among residents with shares like those of a county.</param>
/// <param name="AtEdges">Among residents at the edges of the rules; null if the ordinary draw met somebody.</param>
/// <param name="Example">Null if nobody was found.</param>
public sealed record SurveyedReading(Reading Reading, ValueList<string> Cells, Draw Ordinary, Draw? AtEdges, ReadingExample? Example);
