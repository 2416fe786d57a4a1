using System.Text.Json;
using System.Text.Json.Serialization;
using Canbao.LoadTests.Scenarios;

namespace Canbao.LoadTests.Targets;

/// <summary>Reads a file such as loadtests/targets.json: limits by scenario.</summary>
internal static class TargetFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="UsageException">The text is no file of targets, or it names a scenario that is none.</exception>
    public static IReadOnlyDictionary<string, ScenarioTargets> Parse(string json, string file, IReadOnlyList<Scenario> table)
    {
        var targets = JsonFile.Parse<Dictionary<string, ScenarioTargets>>(json, file, Options);
        if (targets.FirstOrDefault(entry => entry.Value is null) is { Key: { } empty }) throw new UsageException($"{file}: {empty}: null is not allowed");
        var unknown = targets.Keys.Except(table.Select(scenario => scenario.Name)).ToList();
        return unknown.Count == 0 ? targets : throw new UsageException(
            $"{file}: '{unknown[0]}' is no scenario; expected {string.Join(", ", table.Select(scenario => scenario.Name))}");
    }
}
