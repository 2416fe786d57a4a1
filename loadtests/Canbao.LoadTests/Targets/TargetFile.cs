using System.Text.Json;
using Canbao.LoadTests.Scenarios;

namespace Canbao.LoadTests.Targets;

/// <summary>
/// Reads a file such as loadtests/targets.json: of each scenario the needs and the goals, as limits by the figure's name. All problems are told at
/// once, each with its place, the value and what is allowed.
/// </summary>
internal sealed class TargetFile
{
    private static readonly Dictionary<string, TargetKind> Kinds = new() { ["needs"] = TargetKind.Need, ["goals"] = TargetKind.Goal };

    private static readonly Dictionary<string, Figure> Figures = Figure.All.ToDictionary(figure => figure.Name);

    private readonly List<string> _problems = [];

    /// <exception cref="UsageException">The text is no file of targets.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<Target>> Parse(string json, string file, IReadOnlyList<Scenario> table)
    {
        var reader = new TargetFile();
        var root = JsonFile.Parse<JsonElement>(json, file, JsonSerializerOptions.Default);
        var scenarios = reader.Members(file, root, table.ToDictionary(scenario => scenario.Name));
        var targets = scenarios.ToDictionary(each => each.Value.Name, each => reader.Targets($"{file}: {each.Value.Name}", each.Element));
        return reader._problems.Count == 0 ? targets : throw new UsageException(string.Join(Environment.NewLine, reader._problems));
    }

    private IReadOnlyList<Target> Targets(string place, JsonElement scenario) =>
    [
        .. from kind in Members(place, scenario, Kinds)
           from figure in Members($"{place}: {kind.Name}", kind.Element, Figures)
           select new Target(kind.Value, figure.Value, Limit($"{place}: {kind.Name}: {figure.Name}", figure.Element)),
    ];

    /// <summary>The members of an object, each with what its name stands for.</summary>
    private IReadOnlyList<(string Name, T Value, JsonElement Element)> Members<T>(string place, JsonElement element, Dictionary<string, T> allowed)
    {
        var expected = string.Join(", ", allowed.Keys);
        if (element.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"{place}: {element.GetRawText()} is not allowed; expected an object with {expected}");
            return [];
        }
        var members = element.EnumerateObject().ToLookup(member => allowed.ContainsKey(member.Name));
        _problems.AddRange(members[false].Select(member => $"{place}: '{member.Name}' is not allowed; expected {expected}"));
        return [.. members[true].Select(member => (member.Name, allowed[member.Name], member.Value))];
    }

    private double Limit(string place, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out var limit) && limit > 0 && double.IsFinite(limit)) return limit;
        _problems.Add($"{place}: {element.GetRawText()} is not allowed; expected a number above 0");
        return 0;
    }
}
