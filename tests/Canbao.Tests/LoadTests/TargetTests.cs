using Canbao.LoadTests;
using Canbao.LoadTests.Scenarios;
using Canbao.LoadTests.Targets;

namespace Canbao.Tests.LoadTests;

/// <summary>The needs and the goals as a file of data.</summary>
public class TargetTests
{
    private static readonly IReadOnlyList<Scenario> Known = ScenarioTable.Parse(Text("scenarios.json"), "scenarios.json");

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Target>> Targets = TargetFile.Parse(Text("targets.json"), "targets.json", Known);

    [Fact]
    public void EveryScenario_HasNeedsOfRateAndMemory()
    {
        Assert.Equal(Known.Select(scenario => scenario.Name).Order(), Targets.Keys.Order());
        Assert.All(Targets, each =>
        {
            var needs = each.Value.Where(target => target.Kind == TargetKind.Need).Select(target => target.Figure.Name).ToList();
            Assert.Contains("min_quotes_per_s", needs);
            Assert.Contains("max_server_rss_mb", needs);
        });
        Assert.All(Known.Where(scenario => scenario.HasCalls), scenario => Assert.NotNull(Limit(scenario.Name, TargetKind.Need, "max_p99_ms")));
    }

    /// <summary>A soak that need not be flat would be a long run and nothing more.</summary>
    [Fact]
    public void Soak_MustBeFlat()
    {
        Assert.NotNull(Limit("soak", TargetKind.Need, "max_rss_growth_mb"));
        Assert.NotNull(Limit("soak", TargetKind.Need, "max_p99_growth_percent"));
    }

    /// <summary>A need that asks for more than the ambition would make one of them senseless.</summary>
    [Fact]
    public void Goals_AskForMoreThanNeeds() => Assert.All(Targets, each =>
    {
        foreach (var goal in each.Value.Where(target => target.Kind == TargetKind.Goal))
        {
            if (Limit(each.Key, TargetKind.Need, goal.Figure.Name) is not { } need) continue;
            if (goal.Figure.IsLeast) Assert.True(goal.Limit > need, goal.ToString());
            else Assert.True(goal.Limit < need, goal.ToString());
        }
    });

    [Fact]
    public void Goals_AreThoseOfTheDesign()
    {
        Assert.Equal(0.012, Limit("columns", TargetKind.Goal, "max_server_cpu_s_per_million"));
        Assert.Equal(0.018, Limit("columns-dates", TargetKind.Goal, "max_server_cpu_s_per_million"));
        Assert.Equal(0.12, Limit("rows", TargetKind.Goal, "max_server_cpu_s_per_million"));
        Assert.Equal(200, Limit("unary", TargetKind.Goal, "max_server_rss_mb"));
    }

    [Fact]
    public void Accepts_AScenarioWithOneKindOnly() => Assert.Equal([new Target(TargetKind.Goal, Figure.All.Single(figure => figure.Name == "max_p99_ms"), 3)],
        TargetFile.Parse("""{"unary": {"goals": {"max_p99_ms": 3}}}""", "f.json", Known)["unary"]);

    [Theory]
    [InlineData("""{"moon": {}}""", "f.json: 'moon' is not allowed; expected unary, h2load, unary-rate, rows")]
    [InlineData("""{"unary": null}""", "f.json: unary: null is not allowed; expected an object with needs, goals")]
    [InlineData("""{"unary": {"max_p99_ms": 3}}""", "f.json: unary: 'max_p99_ms' is not allowed; expected needs, goals")]
    [InlineData("""{"unary": {"needs": [3]}}""", "f.json: unary: needs: [3] is not allowed; expected an object with min_quotes_per_s, ")]
    [InlineData("""{"unary": {"needs": {"max_p98_ms": 3}}}""", "f.json: unary: needs: 'max_p98_ms' is not allowed; expected min_quotes_per_s, ")]
    [InlineData("""{"unary": {"goals": {"max_p99_ms": "3"}}}""", "f.json: unary: goals: max_p99_ms: \"3\" is not allowed; expected a number above 0")]
    [InlineData("""{"unary": {"goals": {"max_p99_ms": 0}}}""", "f.json: unary: goals: max_p99_ms: 0 is not allowed; expected a number above 0")]
    [InlineData("""{"unary": {"goals": {"max_p99_ms": 1e999}}}""", "f.json: unary: goals: max_p99_ms: 1e999 is not allowed; expected a number above 0")]
    [InlineData("""{"unary": {"needs": {"max_p99_ms": 3, "max_p99_ms": 4}}}""", "max_p99_ms")]
    [InlineData("null", "f.json: null is not allowed; expected an object with unary, ")]
    [InlineData("", "f.json: ")]
    public void Rejects_Targets(string json, string part) =>
        Assert.Contains(part, Assert.Throws<UsageException>(() => TargetFile.Parse(json, "f.json", Known)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rejects_AllProblemsAtOnce() => Assert.Equal(3, Assert.Throws<UsageException>(() => TargetFile.Parse(
        """{"moon": {}, "unary": {"hopes": {}, "needs": {"max_p99_ms": -1}}}""", "f.json", Known)).Message.Split('\n').Length);

    private static double? Limit(string scenario, TargetKind kind, string figure) =>
        Targets[scenario].SingleOrDefault(target => target.Kind == kind && target.Figure.Name == figure)?.Limit;

    private static string Text(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "loadtests", file));
}
