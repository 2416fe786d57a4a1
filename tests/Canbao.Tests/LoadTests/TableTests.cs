using Canbao.LoadTests;
using Canbao.LoadTests.Scenarios;

namespace Canbao.Tests.LoadTests;

/// <summary>The scenarios as a file of data.</summary>
public class TableTests
{
    private static readonly IReadOnlyList<Scenario> Known = ScenarioTable.Parse(Text("scenarios.json"), "scenarios.json");

    [Fact]
    public void Scenarios_AreTheOnesOfTheCommand()
    {
        Assert.Equal(["unary", "h2load", "unary-rate", "rows", "columns", "columns-dates", "columns-personal", "mixed", "soak"],
            Known.Select(scenario => scenario.Name));
        var soak = ScenarioTable.Select(Known, ["soak"]).Single();
        Assert.Equal((600, 1, BatchForm.Dates, true), (soak.Seconds, soak.Rounds, soak.Batches, soak.HasCalls));
        Assert.All(Known.Where(scenario => scenario.Name != "soak"), scenario => Assert.True(scenario.Rounds >= 3));
    }

    [Fact]
    public void WithoutAName_ItIsTheCanonicalWorkload() =>
        Assert.Equal(["columns-dates", "unary"], ScenarioTable.Select(Known, []).Select(scenario => scenario.Name));

    [Fact]
    public void Rejects_UnknownScenario() => Assert.Contains("'moon' is not one; expected unary, h2load, unary-rate, rows",
        Assert.Throws<UsageException>(() => ScenarioTable.Select(Known, ["unary", "moon"])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{"name": "a", "about": "b"}]""", "f.json: a: nothing to do; expected batches, calls_in_flight or calls_per_second")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 4001}]""", "f.json: a: calls_in_flight: 4001 is not allowed; expected 0 to 4000")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 1, "calls_per_second": 1}]""", "one of them is allowed, not both")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 1, "seconds": 0}]""", "a: seconds: 0 is not allowed; expected 1 to 86400")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 1, "rounds": 0}]""", "a: rounds: 0 is not allowed")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 1, "ramp": [5]}]""", "ramp: allowed for calls_per_second without batches only")]
    [InlineData("""[{"name": "a", "about": "b", "calls_per_second": 1, "ramp": [5, 5]}]""", "ramp: [5, 5] is not allowed; expected rising rates")]
    [InlineData("""[{"name": "a", "about": "b", "h2load_clients": 1}]""", "h2load_clients: 1 is not allowed; expected as many calls_in_flight on each of them")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 5, "h2load_clients": 2}]""", "a: h2load_clients: 2 is not allowed; expected as many")]
    [InlineData("""[{"name": "a", "about": "b", "calls_in_flight": 1, "h2load_clients": -1}]""", "a: h2load_clients: -1 is not allowed; expected 0 to 1000")]
    [InlineData("""[{"name": "a", "about": "b", "batches": "rows", "calls_in_flight": 1, "h2load_clients": 1}]""", "allowed without batches only")]
    [InlineData("""[{"name": "a", "about": "b", "batches": "cols"}]""", "batches")]
    [InlineData("""[{"name": "a", "about": "b", "batches": "rows", "speed": 3}]""", "speed")]
    [InlineData("""[{"name": "a", "about": null, "batches": "rows"}]""", "about")]
    [InlineData("""[{"about": "b", "batches": "rows"}]""", "name")]
    [InlineData("""[{"name": "a", "about": "b", "batches": "rows"}, {"name": "a", "about": "b", "batches": "rows"}]""", "a: name: there are 2 of it")]
    [InlineData("null", "f.json: null is not allowed")]
    [InlineData("[", "f.json: ")]
    public void Rejects_Scenarios(string json, string part) =>
        Assert.Contains(part, Assert.Throws<UsageException>(() => ScenarioTable.Parse(json, "f.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Rejects_AllProblemsAtOnce() => Assert.Equal(2, Assert.Throws<UsageException>(() => ScenarioTable.Parse(
        """[{"name": "a", "about": "b"}, {"name": "c", "about": "d", "batches": "rows", "rounds": 101}]""", "f.json")).Message.Split('\n').Length);

    private static string Text(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "loadtests", file));
}
