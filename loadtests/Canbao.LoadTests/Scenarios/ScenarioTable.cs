using System.Text.Json;
using System.Text.Json.Serialization;

namespace Canbao.LoadTests.Scenarios;

/// <summary>Reads a table such as loadtests/scenarios.json. All problems are told at once, each with scenario, field, value and what is allowed.</summary>
internal static class ScenarioTable
{
    public const int MaxSeconds = 86_400, MaxRounds = 100, MaxCallsInFlight = 4_000, MaxCallsPerSecond = 200_000, MaxH2loadClients = 1_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <exception cref="UsageException">The text is no table of scenarios.</exception>
    public static IReadOnlyList<Scenario> Parse(string json, string file)
    {
        var table = JsonFile.Parse<Scenario[]>(json, file, Options);
        var problems = table.SelectMany(Problems)
            .Concat(table.CountBy(scenario => scenario.Name).Where(same => same.Value > 1).Select(same => $"{same.Key}: name: there are {same.Value} of it"))
            .Select(problem => $"{file}: {problem}").ToList();
        return problems.Count == 0 ? table : throw new UsageException(string.Join(Environment.NewLine, problems));
    }

    /// <summary>The scenarios with the given names in the given order; the canonical ones without a name.</summary>
    public static IReadOnlyList<Scenario> Select(IReadOnlyList<Scenario> table, IReadOnlyList<string> names)
    {
        var wanted = names.Count == 0 ? ["columns-dates", "unary"] : names.Distinct().ToArray();
        return [.. wanted.Select(name => table.FirstOrDefault(scenario => scenario.Name == name)
            ?? throw new UsageException($"SCENARIO: '{name}' is not one; expected {string.Join(", ", table.Select(scenario => scenario.Name))}"))];
    }

    private static IEnumerable<string> Problems(Scenario scenario)
    {
        (string Field, int Value, int Least, int Most)[] numbers =
        [
            ("calls_in_flight", scenario.CallsInFlight, 0, MaxCallsInFlight), ("calls_per_second", scenario.CallsPerSecond, 0, MaxCallsPerSecond),
            ("h2load_clients", scenario.H2loadClients, 0, MaxH2loadClients),
            ("seconds", scenario.Seconds, 1, MaxSeconds), ("rounds", scenario.Rounds, 1, MaxRounds),
            .. scenario.Ramp.Select(rate => ("ramp", rate, 1, MaxCallsPerSecond)),
        ];
        foreach (var (field, value, least, most) in numbers)
            if (value < least || value > most) yield return $"{scenario.Name}: {field}: {value} is not allowed; expected {least} to {most}";
        if (scenario is { CallsInFlight: > 0, CallsPerSecond: > 0 })
            yield return $"{scenario.Name}: calls_in_flight and calls_per_second: one of them is allowed, not both";
        if (!scenario.HasCalls && scenario.Batches == BatchForm.None)
            yield return $"{scenario.Name}: nothing to do; expected batches, calls_in_flight or calls_per_second";
        if (scenario.H2loadClients > 0 && (scenario.CallsInFlight == 0 || scenario.CallsInFlight % scenario.H2loadClients != 0))
            yield return $"{scenario.Name}: h2load_clients: {scenario.H2loadClients} is not allowed; expected as many calls_in_flight on each of them";
        if (scenario.H2loadClients > 0 && scenario.Batches != BatchForm.None) yield return $"{scenario.Name}: h2load_clients: allowed without batches only";
        if (scenario.Ramp.Count > 0 && (scenario.CallsPerSecond == 0 || scenario.Batches != BatchForm.None))
            yield return $"{scenario.Name}: ramp: allowed for calls_per_second without batches only";
        if (scenario.Ramp.Zip(scenario.Ramp.Skip(1)).Any(pair => pair.First >= pair.Second))
            yield return $"{scenario.Name}: ramp: [{string.Join(", ", scenario.Ramp)}] is not allowed; expected rising rates";
    }
}
