using System.Text.Json.Nodes;
using Canbao.Cli.Readings;
using Canbao.Mapping;
using Canbao.Policies;
using Canbao.Policies.Model;

namespace Canbao.Cli.Commands;

/// <summary>The open questions of policies as one JSON document; "reading" is the contract's ConsultedReading.</summary>
internal static class ReadingsJson
{
    public static JsonObject Of(IEnumerable<(Policy Policy, ValueList<SurveyedReading> Readings)> surveys) => new()
    {
        ["policies"] = new JsonArray([.. surveys.Select(survey => new JsonObject
        {
            ["policy"] = JsonOutput.ToNode(QuoteMapper.ToRef(survey.Policy)),
            ["readings"] = new JsonArray([.. survey.Readings.Select(reading => Of(survey.Policy, reading))]),
        })]),
    };

    private static JsonObject Of(Policy policy, SurveyedReading surveyed) => new()
    {
        ["reading"] = JsonOutput.ToNode(ExplanationMapper.WithAlternatives(surveyed.Reading)),
        ["one_line_to_change"] = !surveyed.Reading.InWords,
        ["cells"] = new JsonArray([.. surveyed.Cells.Select(path => JsonValue.Create(path))]),
        ["ordinary"] = Of(surveyed.Ordinary),
        ["at_edges"] = surveyed.AtEdges is { } edges ? Of(edges) : null,
        ["example"] = surveyed.Example is { } example ? Of(policy, example) : null,
    };

    private static JsonObject Of(Draw draw) => new() { ["residents"] = draw.Residents, ["touched"] = draw.Touched };

    /// <summary>An alternative without a quote answers the same, or is recorded in words only.</summary>
    private static JsonObject Of(Policy policy, ReadingExample example) => new()
    {
        ["command"] = QuoteCommandLine.Of(policy, example.Profile, example.Situation),
        ["quote"] = JsonOutput.ToNode(QuoteMapper.ToMessage(example.Quote, policy)),
        ["alternatives"] = new JsonArray([.. example.Alternatives.Select(alternative => new JsonObject
        {
            ["choice"] = alternative.Choice.Id,
            ["quote"] = alternative.Quote is { } quote ? JsonOutput.ToNode(QuoteMapper.ToMessage(quote, policy)) : null,
        })]),
    };
}
